import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { listEntryValues } from '@/lib/search/list-entry-values';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** What the entries of a log can be filtered by. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ request, project, params }) => {
    const id = await resolveExecutionId(project.id, params.id);
    return Response.json(await listEntryValues(project.id, id, request.signal));
  },
);
