import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { EXECUTION_DIM } from '../rollups/dimensions';
import { QUARTER_MS } from '../rollups/quarter';
import type { MsRange } from './count-plan';

/** Tells about how many executions of a project were created within a range. */
export type RowsIn = (range: MsRange) => number;

/**
 * Reads the totals by quarter of an hour of ranges that do not overlap. What it gives back takes a
 * part of a quarter as that share of it, and knows of no executions outside of the ranges.
 */
export async function listQuarterTotals(
  projectId: ProjectId,
  ranges: readonly MsRange[],
): Promise<RowsIn> {
  if (ranges.length === 0) return () => 0;
  const sources = ranges.flatMap(({ fromMs, toMs }) => {
    const within = Prisma.sql`project_id = ${projectId}
      AND quarter >= ${new Date(fromMs)}::timestamptz AND quarter < ${new Date(toMs)}::timestamptz`;
    return [
      Prisma.sql`SELECT quarter, n FROM runlens.rollup_quarters WHERE ${within}`,
      Prisma.sql`SELECT quarter, n FROM runlens.rollup_deltas WHERE ${within} AND dim = ${EXECUTION_DIM}`,
    ];
  });
  const rows = await prisma().$queryRaw<{ at: number; n: number }[]>`
    SELECT extract(epoch FROM quarter)::float8 * 1000 AS at, sum(n)::float8 AS n
    FROM (${Prisma.join(sources, ' UNION ALL ')}) AS source GROUP BY quarter`;
  return ({ fromMs, toMs }) =>
    rows.reduce((sum, { at, n }) => {
      const shared = Math.min(toMs, at + QUARTER_MS) - Math.max(fromMs, at);
      return shared > 0 ? sum + (n * shared) / QUARTER_MS : sum;
    }, 0);
}
