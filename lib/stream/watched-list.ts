import type { ChangedExecution } from '@/lib/db/feed/list-changed';
import { listMatching } from '@/lib/db/feed/list-matching';
import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import { isDeep, predicateOf } from '@/lib/domain/match-query';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { type TimeRange, timeRangeMs } from '@/lib/domain/time-range';
import { printQuery } from '@/lib/query-state/print-query';

/** What somebody watches: the executions of a project that match. */
export interface WatchedList {
  projectId: ProjectId;
  query: Query;
  range: TimeRange;
}

/** Equal for lists that hold the same, however they were written. */
export function nameOfList({ projectId, query, range }: WatchedList): string {
  return JSON.stringify([projectId, printQuery(query), range.since, range.until]);
}

/** Which of some executions are in the list. Only a query that looks deeper asks the database. */
export async function matchingIds(
  { projectId, query, range }: WatchedList,
  executions: readonly ChangedExecution[],
): Promise<ReadonlySet<ExecutionId>> {
  const now = Date.now();
  const { sinceMs, untilMs } = timeRangeMs(range, now);
  const inRange = executions.filter(({ summary }) => {
    const ms = timeOfId(summary.id);
    return (sinceMs ?? 0) <= ms && ms < (untilMs ?? Number.POSITIVE_INFINITY);
  });
  if (!isDeep(query)) {
    const matches = predicateOf(query, now);
    return idsOf(inRange.filter(({ matchable }) => matches(matchable)));
  }
  const ids = Array.from(idsOf(inRange));
  return new Set(ids.length > 0 ? await listMatching(projectId, ids, query, now) : []);
}

function idsOf(executions: readonly ChangedExecution[]): Set<ExecutionId> {
  return new Set(executions.map(({ summary }) => summary.id));
}
