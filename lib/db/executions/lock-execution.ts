import type { PoolClient } from 'pg';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/**
 * Locks the row of an execution until the end of the transaction: whoever writes steps or entries holds
 * it, so that they are committed one after the other. Throws `not_found`.
 */
export async function lockExecution(
  client: PoolClient,
  projectId: ProjectId,
  id: ExecutionId,
): Promise<{ attempt: number }> {
  const { rows } = await client.query<{ attempt: number }>(
    'SELECT attempt FROM runlens.executions WHERE project_id = $1 AND id = $2 FOR NO KEY UPDATE',
    [projectId, id],
  );
  const [row] = rows;
  if (!row) throw new AppError('not_found', 'The execution is gone: its retention has ended');
  return row;
}
