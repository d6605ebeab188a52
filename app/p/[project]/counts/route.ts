import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { lineStream } from '@/lib/boundary/line-stream';
import type { CountPart } from '@/lib/domain/counts';
import { parseCountRequest } from '@/lib/query-state/count-request';
import { countExecutions } from '@/lib/search/count-executions';

/** The histogram and the facets of a list, each as soon as it is counted. */
export const GET = defineViewerRoute<{ project: string }>(async ({ request, project }) => {
  const asked = parseCountRequest(new URL(request.url).searchParams);
  return lineStream<CountPart>('GET counts', request, (emit, signal) =>
    countExecutions(project.id, asked, emit, signal),
  );
});
