import { setTimeout as sleep } from 'node:timers/promises';
import type { BulkRetryLine, BulkRetryRow } from '@/lib/contract/bulk-retry';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { retryExecution } from './retry-execution';

/** Starts in a second: a queue that is filled faster would only be longer, and cannot be given up. */
const STARTS_PER_SECOND = 20;

interface BulkRetry {
  requestedBy: string;
  /** Of the whole wish: each of its executions is retried once under it, however often it is sent. */
  key: string;
}

/**
 * Retries executions one after the other, with the code and the context that they had, and says of each
 * what became of it. What cannot be retried is passed over with its reason, and so is what goes wrong.
 * Ends early when the signal is aborted: what was started then goes on.
 */
export async function* runBulkRetry(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  { requestedBy, key }: BulkRetry,
  signal: AbortSignal,
): AsyncGenerator<BulkRetryLine> {
  const wish = { code: 'original', contextText: null, requestedBy, idempotencyKey: key } as const;
  // What holds for an action is asked anew now and then: somebody may reconfigure it meanwhile.
  let memory = new Map();
  for (const [index, id] of ids.entries()) {
    signal.throwIfAborted();
    if (index % MEMORY_ROWS === 0) memory = new Map();
    const began = performance.now();
    const row = await retryOne(projectId, id, wish, memory);
    yield { part: 'row', row };
    const rest = 1_000 / STARTS_PER_SECOND - (performance.now() - began);
    if (row.outcome === 'started' && rest > 0) await sleep(rest, undefined, { signal });
  }
}

const MEMORY_ROWS = 200;

async function retryOne(
  projectId: ProjectId,
  id: ExecutionId,
  ...[wish, memory]: [Parameters<typeof retryExecution>[2], Parameters<typeof retryExecution>[3]]
): Promise<BulkRetryRow> {
  const nothing = { id, attempt: null, code: null, message: null };
  try {
    const outcome = await retryExecution(projectId, id, wish, memory);
    if (outcome.kind === 'refused') {
      const [first] = outcome.refusals;
      const [code, message] = [first?.code ?? null, first?.message ?? null];
      return { ...nothing, outcome: 'refused', code, message };
    }
    if (outcome.kind === 'gone') return { ...nothing, outcome: 'gone' };
    return { ...nothing, outcome: outcome.kind, attempt: outcome.attempt };
  } catch (error) {
    // One that the database does not take must not hide what became of the others.
    const message = error instanceof AppError ? error.message : 'Something went wrong in Runlens';
    return { ...nothing, outcome: 'failed', message };
  }
}
