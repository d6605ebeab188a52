import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { idSpan } from '../executions/id-span';

/**
 * The arrival that entries of these executions get next. The transaction holds the locks of their
 * rows, so that numbers are committed in their order: whoever has read one has read all before it.
 */
export async function nextArrivals(
  client: PoolClient,
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, number>> {
  if (ids.length === 0) return new Map();
  const { rows } = await client.query<{ id: ExecutionId; next: number }>(
    `SELECT u.id, coalesce((
       SELECT n.arrival FROM runlens.execution_entries n
       WHERE n.project_id = $1 AND n.execution_id = u.id AND n.execution_id BETWEEN $3 AND $4
       ORDER BY n.arrival DESC LIMIT 1), 0) + 1 AS next
     FROM unnest($2::uuid[]) AS u (id)`,
    [projectId, ids, ...idSpan(ids)],
  );
  return new Map(rows.map(({ id, next }) => [id, next]));
}
