import { defineViewerRoute } from '@/lib/boundary/define-viewer-route';
import { readLimitedText } from '@/lib/boundary/read-limited-text';
import { retryAnswer } from '@/lib/boundary/retry-answer';
import {
  MAX_RETRY_BODY_BYTES,
  parseIdempotencyKey,
  parseRetryBody,
} from '@/lib/contract/retry-request';
import { retryExecution } from '@/lib/retry/retry-execution';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** Starts the next attempt. A route and no action, because its context may be as large as it likes. */
export const POST = defineViewerRoute<{ project: string; id: string }>(async (call) => {
  const { request, project, viewer, params } = call;
  const id = await resolveExecutionId(project.id, decodeURIComponent(params.id));
  const body = parseRetryBody(await readLimitedText(request, MAX_RETRY_BODY_BYTES));
  const idempotencyKey = parseIdempotencyKey(request.headers.get('idempotency-key'));
  const wish = { ...body, idempotencyKey, requestedBy: viewer.name };
  return retryAnswer(id, await retryExecution(project.id, id, wish));
});
