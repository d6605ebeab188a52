import { narrowedRange, type RangeMs } from '@/lib/domain/created-range';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import type { ListClock } from './list-executions';
import { compileQuery, paceOf } from './where';
import { windows } from './windows';

export interface CappedCount {
  count: number;
  /** False where more may match: the cap was reached, or the time was over. */
  isExact: boolean;
}

/**
 * How many executions match, up to a cap and within a time.
 *
 * @param limits.cap at most 1,000: a distributed engine sends that many rows from every shard
 */
export async function countCapped(
  projectId: ProjectId,
  query: Query,
  range: RangeMs,
  limits: { cap: number; budgetMs: number; clock: ListClock },
): Promise<CappedCount> {
  const { cap, budgetMs, clock } = limits;
  const narrowed = narrowedRange(query, range, clock.now);
  const walk = windows(
    { ...narrowed, direction: 'older', cursor: null },
    { ...clock, pace: paceOf(query) },
  );
  const deadline = performance.now() + budgetMs;
  let count = 0;
  for (let window = walk.next(); !window.done; ) {
    const began = performance.now();
    const { lowId, highId } = window.value;
    const condition = compileQuery(query, { now: clock.now, ids: { lowId, highId } });
    const [row] = await prisma().$queryRaw<{ count: number }[]>(Prisma.sql`
      SELECT count(*)::int AS count FROM (SELECT FROM runlens.executions AS e
        WHERE e.project_id = ${projectId} AND e.id >= ${lowId}::uuid AND e.id < ${highId}::uuid
          AND ${condition} LIMIT ${cap - count}) AS matching`);
    count += row?.count ?? 0;
    if (count >= cap) return { count, isExact: false };
    window = walk.next(performance.now() - began);
    if (!window.done && performance.now() > deadline) return { count, isExact: false };
  }
  return { count, isExact: true };
}
