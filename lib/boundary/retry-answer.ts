import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { RetryOutcome } from '@/lib/domain/retry-outcome';
import { problem } from './problem';

/**
 * 202 with the attempt; 409 `not_retryable` with the reasons, each with its code: `reason` is the first of
 * them.
 */
export function retryAnswer(id: ExecutionId, outcome: RetryOutcome): Response {
  if (outcome.kind === 'gone') {
    return problem(new AppError('not_found', 'There is no such execution any more'));
  }
  if (outcome.kind === 'refused') {
    const [first] = outcome.refusals;
    const refusal = new AppError('not_retryable', first?.message);
    return problem(refusal, { reason: first?.code, reasons: outcome.refusals });
  }
  const { kind, ...attempt } = outcome;
  return Response.json({ id, ...attempt, repeated: kind === 'repeated' }, { status: 202 });
}
