import { sessionGrant } from '@/lib/auth/grant';
import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { parseEntryStream } from '@/lib/query-state/entry-request';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';
import { openEntryStream } from '@/lib/stream/open-entry-stream';

/** The entries of a log that somebody has on the screen, as they come. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ request, project, params }) => {
    const filter = parseEntryStream(new URL(request.url).searchParams);
    const executionId = await resolveExecutionId(project.id, params.id);
    const watched = { projectId: project.id, executionId, filter, door: 'screen' } as const;
    return openEntryStream(request, watched, await sessionGrant());
  },
);
