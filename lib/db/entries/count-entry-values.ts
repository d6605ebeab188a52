import type { EntryPosition } from '@/lib/domain/entry-position';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { cancellableQuery } from '../cancellable-query';
import { allParts } from '../executions/sql-parts';
import { Prisma } from '../generated/client';
import { ofExecution } from './entry-where';
import { compileEntryRange } from './list-entries';

/** How many entries have which value; only the column that was counted is set. */
export interface EntryValueCount {
  kind: 'level' | 'event' | 'worker' | 'attempt';
  value: string;
  count: number;
}

/** Counts the values of the next `slice` entries behind a seq. `end` as in the outline. */
export async function countEntryValues(
  projectId: ProjectId,
  executionId: ExecutionId,
  asked: { after: number; until: EntryPosition; slice: number; signal: AbortSignal },
): Promise<{ counts: EntryValueCount[]; end: number | null }> {
  const { after, until, slice, signal } = asked;
  const scope = allParts([
    ofExecution(projectId, executionId),
    compileEntryRange({ after, arrivedUntil: until }),
  ]);
  const rows = await cancellableQuery<{
    kind: EntryValueCount['kind'] | 'end';
    value: string | null;
    count: number;
    end: number | null;
  }>(
    Prisma.sql`
      SELECT CASE WHEN grouping(level) = 0 THEN 'level' WHEN grouping(event) = 0 THEN 'event'
          WHEN grouping(worker_id) = 0 THEN 'worker' WHEN grouping(attempt) = 0 THEN 'attempt'
          ELSE 'end' END AS kind,
        coalesce(level::text, event, worker_id, attempt::text) AS value, count(*)::int AS count,
        max(seq) AS end
      FROM (
        SELECT seq, level, event, worker_id, coalesce(attempt, 1) AS attempt
        FROM runlens.execution_entries WHERE ${scope} ORDER BY seq LIMIT ${slice}::int
      ) AS looked
      GROUP BY GROUPING SETS ((level), (event), (worker_id), (attempt), ())`,
    { signal },
  );
  const total = rows.find(({ kind }) => kind === 'end');
  const counts = rows.flatMap(({ kind, value, count }) =>
    kind === 'end' || value === null ? [] : [{ kind, value, count }],
  );
  const isLast = (total?.count ?? 0) < slice;
  return { counts, end: isLast ? null : (total?.end ?? null) };
}
