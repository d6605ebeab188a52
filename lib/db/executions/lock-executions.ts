import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/**
 * Locks the rows of executions until the end of the transaction, as lockExecution does with one, and
 * says of which attempt each is. Those that are gone are not among them. In order, or two requests
 * could lock each other.
 */
export async function lockExecutions(
  client: PoolClient,
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, number>> {
  const { rows } = await client.query<{ id: ExecutionId; attempt: number }>(
    `SELECT id, attempt FROM runlens.executions WHERE project_id = $1 AND id = ANY($2::uuid[])
     ORDER BY id FOR NO KEY UPDATE`,
    [projectId, ids],
  );
  return new Map(rows.map(({ id, attempt }) => [id, attempt]));
}
