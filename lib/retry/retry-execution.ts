import { findRequestedAttempt } from '@/lib/db/retry/find-requested-attempt';
import { enqueueRun } from '@/lib/db/runs/enqueue-run';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { decideRetry, RETRY_REFUSALS } from '@/lib/domain/retry-eligibility';
import type { RetryOutcome } from '@/lib/domain/retry-outcome';
import { readOwnContext } from './read-own-context';
import { type ActionMemory, readRetryFacts } from './read-retry-facts';

export interface RetryRequest {
  code: 'original' | 'current';
  /** JSON text that takes the place of the recorded context; null for that. */
  contextText: string | null;
  /** Name of the person, or of the API key. */
  requestedBy: string;
  /** The same for the same wish, however often it is sent. */
  idempotencyKey: string | null;
}

/** What was decided may have changed before it was queued: it is decided again, so many times. */
const MAX_TRIES = 3;

/**
 * Starts the next attempt of an execution, or says why not. Asked again with the same key it starts
 * nothing, and gives the attempt that the key has led to. Throws `invalid_input` for a context that is
 * no JSON.
 */
export async function retryExecution(
  projectId: ProjectId,
  id: ExecutionId,
  request: RetryRequest,
  memory?: ActionMemory,
): Promise<RetryOutcome> {
  const { code, requestedBy, idempotencyKey } = request;
  const context = request.contextText === null ? undefined : readOwnContext(request.contextText);
  for (let tries = 1; ; tries += 1) {
    const one = (await readRetryFacts(projectId, [id], memory)).get(id);
    if (!one) return { kind: 'gone' };
    // After the facts: a run that speaks against it may be the one that this key has led to.
    const known = idempotencyKey && (await findRequestedAttempt(projectId, id, idempotencyKey));
    if (known) return { kind: 'repeated', attempt: known };
    const { refusals } = decideRetry(one.facts, { code, hasOwnContext: context !== undefined });
    if (refusals.length > 0) return { kind: 'refused', refusals };
    const current = code === 'current' ? one.facts.currentCodeSha256 : null;
    const outcome = await enqueueRun(projectId, id, {
      ...{ fromAttempt: one.row.attempt, requestedBy, idempotencyKey },
      ...(current !== null && { codeSha256: current }),
      ...(context && { context }),
    });
    if (outcome.kind === 'enqueued') {
      const { attempt, status, executor } = outcome;
      return { kind: 'started', attempt, status, executor };
    }
    if (outcome.kind === 'repeated' || outcome.kind === 'gone') return outcome;
    if (outcome.kind === 'running' || tries === MAX_TRIES) {
      const refusal = 'already_running' as const;
      return { kind: 'refused', refusals: [{ code: refusal, message: RETRY_REFUSALS[refusal] }] };
    }
  }
}
