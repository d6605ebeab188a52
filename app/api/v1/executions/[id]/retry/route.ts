import { defineRoute } from '@/lib/boundary/define-route';
import { readLimitedText } from '@/lib/boundary/read-limited-text';
import { retryAnswer } from '@/lib/boundary/retry-answer';
import {
  MAX_RETRY_BODY_BYTES,
  parseIdempotencyKey,
  parseRetryBody,
} from '@/lib/contract/retry-request';
import { retryExecution } from '@/lib/retry/retry-execution';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';

/** Starts the next attempt. */
export const POST = defineRoute<{ id: string }>(async ({ request, projectId, params, keyName }) => {
  const id = await resolveExecutionId(projectId, params.id);
  const body = parseRetryBody(await readLimitedText(request, MAX_RETRY_BODY_BYTES));
  const idempotencyKey = parseIdempotencyKey(request.headers.get('idempotency-key'));
  const wish = { ...body, idempotencyKey, requestedBy: keyName };
  return retryAnswer(id, await retryExecution(projectId, id, wish));
});
