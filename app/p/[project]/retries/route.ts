import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { lineStream } from '@/lib/boundary/line-stream';
import { type BulkRetryLine, parseBulkRetry } from '@/lib/contract/bulk-retry';
import { MAX_BULK_RETRIES } from '@/lib/domain/limits';
import { planBulkRetry } from '@/lib/retry/plan-bulk-retry';
import { runBulkRetry } from '@/lib/retry/run-bulk-retry';
import { listSelectionIds } from '@/lib/search/get-selection';

/** Looks at many executions, or retries them; to go away ends it. */
export const POST = defineViewerRoute<{ project: string }>(async ({ request, project, viewer }) => {
  const asked = await parseBulkRetry(request);
  const ids =
    'ids' in asked
      ? asked.ids
      : await listSelectionIds(viewer, project.id, asked.selection, MAX_BULK_RETRIES);
  return lineStream<BulkRetryLine>('POST retries', request, async (emit, signal) => {
    const wish = { requestedBy: viewer.name, key: asked.step === 'run' ? asked.key : '' };
    const lines =
      asked.step === 'run'
        ? runBulkRetry(project.id, ids, wish, signal)
        : planBulkRetry(project.id, ids, signal);
    for await (const line of lines) emit(line);
  });
});
