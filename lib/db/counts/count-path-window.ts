import { lowestIdAt } from '@/lib/domain/execution-id';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import type { Query } from '@/lib/domain/query';
import { parsePathField } from '@/lib/domain/query-fields';
import { cancellableQuery } from '../cancellable-query';
import { compileQuery } from '../executions/where';
import { jsonpath } from '../executions/where-deep';
import { Prisma } from '../generated/client';
import type { MsRange } from './count-plan';
import { MAX_VALUES, type WindowCounts } from './count-window';

export interface PathWindowAsked {
  query: Query;
  /** Unix ms, for relative times in the query. */
  now: number;
  /** Canonical: `ctx.part.id`. */
  paths: readonly string[];
  /** Part of the values, in any case; empty: any. */
  containing: string;
}

/**
 * Counts the values at some paths of the context and the attributes, of what matches within a range
 * of time. An execution counts once for each value that it has at a path; objects, lists and very
 * long texts are no values.
 */
export async function countPathWindow(
  projectId: ProjectId,
  range: MsRange,
  asked: PathWindowAsked,
  options: { signal?: AbortSignal; limitMs: number },
): Promise<WindowCounts> {
  const ids = { lowId: lowestIdAt(range.fromMs), highId: lowestIdAt(range.toMs) };
  const held = asked.paths.flatMap(heldAt);
  if (held.length === 0) return { bars: [], values: [], cut: [], durations: [] };
  const rows = await cancellableQuery<{ path: string; value: string; n: number }>(
    Prisma.sql`
      WITH matched AS MATERIALIZED (
        SELECT e.id FROM runlens.executions AS e
        WHERE e.project_id = ${projectId} AND e.id >= ${ids.lowId}::uuid AND e.id < ${ids.highId}::uuid
          AND ${compileQuery(asked.query, { now: asked.now, ids })}
      ), counted AS (
        SELECT v.path, v.value, count(*)::float8 AS n
        FROM runlens.execution_payloads AS p CROSS JOIN LATERAL (${Prisma.join(held, ' UNION ALL ')}) AS v
        WHERE p.project_id = ${projectId} AND p.execution_id >= ${ids.lowId}::uuid
          AND p.execution_id < ${ids.highId}::uuid AND p.execution_id IN (SELECT id FROM matched)
          AND length(v.value) <= ${MAX_NAME_LENGTH}
          AND strpos(lower(v.value), ${asked.containing.toLowerCase()}) > 0
        GROUP BY v.path, v.value
      )
      SELECT path, value, n FROM (
        SELECT *, row_number() OVER (PARTITION BY path ORDER BY n DESC, value) AS place FROM counted
      ) AS ranked WHERE place <= ${MAX_VALUES}`,
    options,
  );
  const isCut = (path: string) => rows.filter((row) => row.path === path).length === MAX_VALUES;
  return {
    bars: [],
    values: rows.map(({ path, ...rest }) => ({ field: path, ...rest })),
    cut: asked.paths.filter(isCut),
    durations: [],
  };
}

/** The scalars at a path of the payload `p`, each once. */
function heldAt(field: string): Prisma.Sql[] {
  const path = parsePathField(field);
  const place = path && jsonpath(path.path);
  if (!path || !place) return [];
  const column = Prisma.raw(path.root === 'ctx' ? 'p.context' : 'p.attributes');
  return [
    Prisma.sql`
      SELECT DISTINCT ${field} AS path, coalesce(x #>> '{}', 'null') AS value
      FROM jsonb_path_query(${column}, ${place}::jsonpath) AS x
      WHERE jsonb_typeof(x) NOT IN ('object', 'array')`,
  ];
}
