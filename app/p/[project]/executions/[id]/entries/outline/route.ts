import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { lineStream } from '@/lib/boundary/line-stream';
import type { OutlineLine } from '@/lib/contract/entry-lines';
import { parseEntryRequest } from '@/lib/query-state/entry-request';
import { outlineLog } from '@/lib/search/outline-log';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** Where the entries of a log are that match. */
export const GET = defineViewerRoute<{ project: string; id: string }>(
  async ({ request, project, params }) => {
    const { filter } = parseEntryRequest(new URL(request.url).searchParams);
    const id = await resolveExecutionId(project.id, params.id);
    return lineStream<OutlineLine>('outline of a log', request, (emit, signal) =>
      outlineLog(project.id, id, filter, { emit, signal }),
    );
  },
);
