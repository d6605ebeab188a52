import { lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE, type Status } from '@/lib/domain/status';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { DAY_MS } from '../partitions/day';
import {
  ANY_STATUS,
  DIMENSION,
  DIMENSIONS,
  type Dimension,
  REPRODUCIBILITY_SQL,
} from '../rollups/dimensions';
import type { CountPlan } from './count-plan';

export interface DayCountsAsked {
  fields: readonly Dimension[];
  /** Of which statuses; null: of any. */
  statuses: readonly Status[] | null;
  /** Most values of a field, the most frequent first. */
  limit: number;
  /** Values that are listed in any case, by field. */
  chosen: Partial<Record<Dimension, readonly string[]>>;
  /** Part of the value, in any case; empty: any. */
  containing: string;
}

export interface DimensionCount {
  field: Dimension;
  value: string;
  n: number;
}

const NAME_OF = new Map(DIMENSIONS.map((name) => [DIMENSION[name] as number, name]));

/** What a row counts as, by field; see countedIn. */
const VALUES: Record<Dimension, Prisma.Sql> = {
  event: Prisma.sql`event`,
  target: Prisma.sql`target`,
  action: Prisma.sql`unnest(action_keys)`,
  triggered_by: Prisma.sql`triggered_by`,
  environment: Prisma.sql`environment`,
  reproducibility: Prisma.raw(REPRODUCIBILITY_SQL),
};

/**
 * How many executions have each value of some fields, from the sums by day, from what is not added to
 * them yet and from rows at the ends of the range: in one statement, so that nothing is seen twice.
 */
export async function countDays(
  projectId: ProjectId,
  plan: CountPlan,
  asked: DayCountsAsked,
): Promise<DimensionCount[]> {
  const dims = asked.fields.map((name) => DIMENSION[name]);
  const statuses = asked.statuses?.map((status) => STATUS_CODE[status]);
  const sums = (fromMs: number, toMs: number, share: number) => [
    Prisma.sql`
      SELECT dim, value, n * ${share}::float8 AS n FROM runlens.rollup_days
      WHERE project_id = ${projectId} AND dim = ANY(${dims}::smallint[])
        AND status = ANY(${statuses ?? [ANY_STATUS]}::smallint[])
        AND day >= ${new Date(fromMs)}::timestamptz AND day < ${new Date(toMs)}::timestamptz`,
    Prisma.sql`
      SELECT dim, value, n * ${share}::float8 AS n FROM runlens.rollup_deltas
      WHERE project_id = ${projectId} AND dim = ANY(${dims}::smallint[])
        AND quarter >= ${new Date(fromMs)}::timestamptz AND quarter < ${new Date(toMs)}::timestamptz
        ${statuses ? Prisma.sql`AND status = ANY(${statuses}::smallint[])` : Prisma.empty}`,
  ];
  const sources = [
    ...(plan.whole ? sums(plan.whole.fromMs, plan.whole.toMs, 1) : []),
    ...plan.scaled.flatMap(({ unitMs, share }) => sums(unitMs, unitMs + DAY_MS, share)),
    ...(plan.live.length > 0 ? asked.fields.map(liveSource) : []),
  ];
  if (sources.length === 0 || asked.fields.length === 0) return [];
  const chosen = asked.fields.flatMap((name) =>
    (asked.chosen[name] ?? []).map((value) => `${DIMENSION[name]} ${value}`),
  );
  const part = asked.containing.toLowerCase();
  const containing = part ? Prisma.sql`AND strpos(lower(value), ${part}) > 0` : Prisma.empty;
  const rows = await prisma().$queryRaw<{ dim: number; value: string; n: number }[]>`
    WITH live AS MATERIALIZED (${liveRows(projectId, plan, statuses ?? null)}),
    counted AS (
      SELECT dim, value, round(sum(n)) AS n FROM (${Prisma.join(sources, ' UNION ALL ')}) AS source
      WHERE value IS NOT NULL ${containing}
      GROUP BY dim, value HAVING round(sum(n)) > 0
    )
    SELECT dim, value, n FROM (
      SELECT *, row_number() OVER (PARTITION BY dim ORDER BY n DESC, value) AS place FROM counted
    ) AS ranked
    WHERE place <= ${asked.limit} OR dim || ' ' || value = ANY(${chosen}::text[])
    ORDER BY dim, place`;
  return rows.flatMap(({ dim, ...rest }) => {
    const field = NAME_OF.get(dim);
    return field ? [{ field, ...rest }] : [];
  });
}

function liveSource(name: Dimension): Prisma.Sql {
  return Prisma.sql`SELECT ${DIMENSION[name]}::smallint AS dim, ${VALUES[name]} AS value, sum(sign) AS n FROM live GROUP BY 2`;
}

function liveRows(
  projectId: ProjectId,
  plan: CountPlan,
  statuses: readonly number[] | null,
): Prisma.Sql {
  const parts = plan.live.map(
    ({ fromMs, toMs, sign }) => Prisma.sql`
      SELECT ${sign}::float8 AS sign, event, target, action_keys, triggered_by, environment, reproducibility
      FROM runlens.executions
      WHERE project_id = ${projectId} AND id >= ${lowestIdAt(fromMs)}::uuid
        AND id < ${lowestIdAt(toMs)}::uuid
        ${statuses ? Prisma.sql`AND status = ANY(${[...statuses]}::smallint[])` : Prisma.empty}`,
  );
  return parts.length > 0 ? Prisma.join(parts, ' UNION ALL ') : Prisma.sql`SELECT 1`;
}
