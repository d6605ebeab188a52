import { lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { type Status, statusOfCode } from '@/lib/domain/status';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { EXECUTION_DIM } from '../rollups/dimensions';
import { QUARTER_MS } from '../rollups/quarter';
import type { CountPlan } from './count-plan';

export interface BarCount {
  /** From 0. */
  bar: number;
  status: Status;
  n: number;
}

/**
 * Executions by bar and status, from the sums by quarter of an hour, from what is not added to them
 * yet and from rows at the ends of the range: in one statement, so that nothing is seen twice.
 *
 * @param edgesMs of the bars, which are whole quarters wherever the plan has whole units
 */
export async function countQuarters(
  projectId: ProjectId,
  edgesMs: readonly number[],
  plan: CountPlan,
): Promise<BarCount[]> {
  const edges = Prisma.sql`${edgesMs.map((ms) => new Date(ms))}::timestamptz[]`;
  const ids = Prisma.sql`${edgesMs.map(lowestIdAt)}::uuid[]`;
  const sums = (fromMs: number, toMs: number, share: number) =>
    ['rollup_quarters', 'rollup_deltas'].map(
      (table) => Prisma.sql`
        SELECT width_bucket(quarter, ${edges}) AS bar, status, n * ${share}::float8 AS n
        FROM runlens.${Prisma.raw(table)}
        WHERE project_id = ${projectId} AND quarter >= ${new Date(fromMs)}::timestamptz
          AND quarter < ${new Date(toMs)}::timestamptz
          ${table === 'rollup_deltas' ? Prisma.sql`AND dim = ${EXECUTION_DIM}` : Prisma.empty}`,
    );
  const sources = [
    ...(plan.whole ? sums(plan.whole.fromMs, plan.whole.toMs, 1) : []),
    ...plan.scaled.flatMap(({ unitMs, share }) => sums(unitMs, unitMs + QUARTER_MS, share)),
    ...plan.live.map(
      ({ fromMs, toMs, sign }) => Prisma.sql`
        SELECT width_bucket(id, ${ids}) AS bar, status, ${sign}::float8 * count(*) AS n
        FROM runlens.executions
        WHERE project_id = ${projectId} AND id >= ${lowestIdAt(fromMs)}::uuid
          AND id < ${lowestIdAt(toMs)}::uuid
        GROUP BY 1, 2`,
    ),
  ];
  if (sources.length === 0) return [];
  const rows = await prisma().$queryRaw<{ bar: number; status: number; n: number }[]>`
    SELECT bar, status, round(sum(n)) AS n FROM (${Prisma.join(sources, ' UNION ALL ')}) AS source
    GROUP BY bar, status HAVING round(sum(n)) > 0`;
  return rows.map(({ bar, status, n }) => ({ bar: bar - 1, status: statusOfCode(status), n }));
}
