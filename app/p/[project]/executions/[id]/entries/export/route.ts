import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { textStream } from '@/lib/boundary/text-stream';
import { parseEntryExport } from '@/lib/query-state/entry-request';
import { exportEntries } from '@/lib/search/export-entries';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** All entries that match, as a file of lines of JSON. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ request, project, params }) => {
    const { filter, zone } = parseEntryExport(new URL(request.url).searchParams);
    const id = await resolveExecutionId(project.id, params.id);
    const file = { type: 'application/x-ndjson; charset=utf-8', name: `log-${id}.ndjson` };
    return textStream(
      'export of a log',
      request,
      exportEntries(project.id, id, filter, zone),
      file,
    );
  },
);
