import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { cancellableQuery } from '../cancellable-query';
import { idSpan } from '../executions/id-span';
import { Prisma } from '../generated/client';

/** How many entries each of some executions has, counted up to `most`; in the order of the ids. */
export async function countEntries(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  { most, signal }: { most: number; signal: AbortSignal },
): Promise<number[]> {
  if (ids.length === 0) return [];
  const [least, greatest] = idSpan(ids);
  const rows = await cancellableQuery<{ count: number }>(
    Prisma.sql`
      SELECT counted.count FROM unnest(${[...ids]}::uuid[]) WITH ORDINALITY AS u (id, place)
      CROSS JOIN LATERAL (
        SELECT count(*)::int AS count FROM (
          SELECT FROM runlens.execution_entries
          WHERE project_id = ${projectId}::int AND execution_id = u.id
            AND execution_id >= ${least}::uuid AND execution_id <= ${greatest}::uuid
          LIMIT ${most}::int) AS counted_rows
      ) AS counted ORDER BY u.place`,
    { signal },
  );
  return rows.map(({ count }) => count);
}
