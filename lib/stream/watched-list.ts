import { listMatching } from '@/lib/db/feed/list-matching';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { timeRangeMs } from '@/lib/domain/time-range';
import { executionConditions } from '@/lib/query-state/execution-conditions';
import type { ExecutionParams } from '@/lib/query-state/execution-params';

/** Which executions of a list somebody watches are in it now: of these rows, those that match. */
export async function matchingIds(
  projectId: ProjectId,
  params: ExecutionParams,
  rows: readonly ExecutionSummary[],
): Promise<ReadonlySet<ExecutionId>> {
  const { sinceMs, untilMs } = timeRangeMs(params.range, Date.now());
  const inRange = rows
    .map(({ id }) => id)
    .filter((id) => (sinceMs ?? 0) <= timeOfId(id) && timeOfId(id) < (untilMs ?? Infinity));
  const conditions = executionConditions(params);
  if (conditions.length === 0 || inRange.length === 0) return new Set(inRange);
  return new Set(await listMatching(projectId, inRange, conditions));
}
