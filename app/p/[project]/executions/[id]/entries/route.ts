import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { parseEntryRequest } from '@/lib/query-state/entry-request';
import { listLogEntries, SHOWN_CHARACTERS } from '@/lib/search/list-log-entries';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** Some entries of a log that is on the screen, long texts cut. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ request, project, params }) => {
    const asked = parseEntryRequest(new URL(request.url).searchParams);
    const id = await resolveExecutionId(project.id, params.id);
    const options = { characters: SHOWN_CHARACTERS, signal: request.signal };
    return Response.json(await listLogEntries(project.id, id, asked, options));
  },
);
