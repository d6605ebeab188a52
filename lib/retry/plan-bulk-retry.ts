import type { BulkRetryLine } from '@/lib/contract/bulk-retry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { decideRetry, REFUSAL_ORDER, type RetryRefusal } from '@/lib/domain/retry-eligibility';
import { type ActionMemory, readRetryFacts } from './read-retry-facts';

/** Ids that are looked at in one go. */
const SLICE = 500;

/** How many of some executions can be retried, and for which reason the others cannot. */
export async function* planBulkRetry(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  signal: AbortSignal,
): AsyncGenerator<BulkRetryLine> {
  const memory: ActionMemory = new Map();
  // By its words: one reason may have different ones for different actions.
  const refused = new Map<string, { code: RetryRefusal; message: string; count: number }>();
  let retryable = 0;
  let found = 0;
  for (let at = 0; at < ids.length; at += SLICE) {
    signal.throwIfAborted();
    const cases = await readRetryFacts(projectId, ids.slice(at, at + SLICE), memory);
    found += cases.size;
    for (const { facts } of cases.values()) {
      const [first] = decideRetry(facts).refusals;
      if (!first) retryable += 1;
      else {
        const { count } = refused.get(first.message) ?? { count: 0 };
        refused.set(first.message, { ...first, count: count + 1 });
      }
    }
    yield { part: 'looked', count: Math.min(at + SLICE, ids.length) };
  }
  const reasons = [...refused.values()].sort(
    (a, b) => REFUSAL_ORDER.indexOf(a.code) - REFUSAL_ORDER.indexOf(b.code),
  );
  const gone = ids.length - found;
  yield { part: 'plan', total: ids.length, retryable, gone, refused: reasons };
}
