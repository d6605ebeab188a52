import { lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import type { FacetField } from '@/lib/domain/query-fields';
import { statusOfCode } from '@/lib/domain/status';
import { cancellableQuery } from '../cancellable-query';
import { compileQuery } from '../executions/where';
import { Prisma } from '../generated/client';
import { REPRODUCIBILITY_SQL } from '../rollups/dimensions';
import type { MsRange } from './count-plan';
import type { BarCount } from './count-quarters';

/** Most values of a field in one window; a field with more is not counted exactly. */
export const MAX_VALUES = 1_000;

export interface WindowAsked {
  query: Query;
  /** Unix ms, for relative times in the query. */
  now: number;
  /** Of the bars; null: none are counted. */
  edgesMs: readonly number[] | null;
  fields: readonly FacetField[];
  /** Part of the values of the fields, in any case; empty: any. */
  containing: string;
  /** Of the distribution of durations; null: none is counted. */
  durationEdgesMs: readonly number[] | null;
}

export interface WindowCounts {
  bars: readonly BarCount[];
  /** `field`: of the catalogue, or a path. */
  values: readonly { field: string; value: string; n: number }[];
  /** Fields with more values than were counted. */
  cut: readonly string[];
  /** By place among the edges; 0: below the first. */
  durations: readonly { place: number; n: number }[];
}

interface Row {
  part: 'bar' | 'duration' | FacetField;
  place: number | null;
  status: number | null;
  value: string | null;
  n: number;
}

/** What a matching row counts as, by field. */
const VALUES: Record<Exclude<FacetField, 'status'>, Prisma.Sql> = {
  event: Prisma.sql`event`,
  target: Prisma.sql`target`,
  action: Prisma.sql`unnest(action_keys)`,
  triggered_by: Prisma.sql`triggered_by`,
  environment: Prisma.sql`environment`,
  reproducibility: Prisma.raw(REPRODUCIBILITY_SQL),
};

/**
 * Counts what matches within a range of time, by reading it: one statement that collects the narrow
 * rows once and groups them by each thing asked for.
 */
export async function countWindow(
  projectId: ProjectId,
  range: MsRange,
  asked: WindowAsked,
  options: { signal?: AbortSignal; limitMs: number },
): Promise<WindowCounts> {
  const ids = { lowId: lowestIdAt(range.fromMs), highId: lowestIdAt(range.toMs) };
  const groups = groupsOf(asked);
  if (groups.length === 0) return { bars: [], values: [], cut: [], durations: [] };
  const rows = await cancellableQuery<Row>(
    Prisma.sql`
      WITH matched AS MATERIALIZED (
        SELECT e.id, e.status, e.event, e.target, e.action_keys, e.triggered_by, e.environment,
          e.duration_ms, e.reproducibility
        FROM runlens.executions AS e
        WHERE e.project_id = ${projectId} AND e.id >= ${ids.lowId}::uuid AND e.id < ${ids.highId}::uuid
          AND ${compileQuery(asked.query, { now: asked.now, ids })}
      )
      ${Prisma.join(groups, ' UNION ALL ')}`,
    options,
  );
  return {
    bars: rows.flatMap(({ part, place, status, n }) =>
      part === 'bar' && place !== null && status !== null
        ? [{ bar: place - 1, status: statusOfCode(status), n }]
        : [],
    ),
    values: rows.flatMap(({ part, status, value, n }) => {
      if (part === 'bar' || part === 'duration') return [];
      const text = status === null ? value : statusOfCode(status);
      return text === null ? [] : [{ field: part, value: text, n }];
    }),
    cut: asked.fields.filter(
      (field) => rows.filter(({ part }) => part === field).length === MAX_VALUES,
    ),
    durations: rows.flatMap(({ part, place, n }) =>
      part === 'duration' && place !== null ? [{ place, n }] : [],
    ),
  };
}

function groupsOf({ edgesMs, fields, containing, durationEdgesMs }: WindowAsked): Prisma.Sql[] {
  const groups: Prisma.Sql[] = [];
  if (edgesMs) {
    groups.push(Prisma.sql`
      SELECT 'bar' AS part, width_bucket(id, ${edgesMs.map(lowestIdAt)}::uuid[]) AS place, status,
        NULL::text AS value, count(*)::float8 AS n FROM matched GROUP BY 2, 3`);
  }
  if (durationEdgesMs) {
    groups.push(Prisma.sql`
      SELECT 'duration' AS part, width_bucket(duration_ms, ${[...durationEdgesMs]}::float8[]) AS place,
        NULL::smallint AS status, NULL::text AS value, count(*)::float8 AS n FROM matched
      WHERE duration_ms IS NOT NULL GROUP BY 2`);
  }
  return [...groups, ...fields.map((field) => groupOf(field, containing))];
}

function groupOf(field: FacetField, containing: string): Prisma.Sql {
  if (field === 'status') {
    return Prisma.sql`
      SELECT 'status' AS part, NULL::int AS place, status, NULL::text AS value, count(*)::float8 AS n
      FROM matched GROUP BY status`;
  }
  const wanted =
    containing === ''
      ? Prisma.empty
      : Prisma.sql`AND strpos(lower(value), ${containing.toLowerCase()}) > 0`;
  return Prisma.sql`(
    SELECT ${field} AS part, NULL::int AS place, NULL::smallint AS status, value, count(*)::float8 AS n
    FROM (SELECT ${VALUES[field]} AS value FROM matched) AS one
    WHERE value IS NOT NULL ${wanted} GROUP BY value ORDER BY count(*) DESC, value LIMIT ${MAX_VALUES})`;
}
