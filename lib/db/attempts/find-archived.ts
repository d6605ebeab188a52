import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { idSpan } from '../executions/id-span';

/** Which of some attempts another one has followed within their execution. */
export async function findArchived<A extends { id: ExecutionId; attempt: number }>(
  client: PoolClient,
  projectId: ProjectId,
  attempts: readonly A[],
): Promise<A[]> {
  if (attempts.length === 0) return [];
  const ids = attempts.map(({ id }) => id);
  const { rows } = await client.query<{ id: string; attempt: number }>(
    `SELECT DISTINCT a.execution_id AS id, a.attempt
     FROM unnest($2::uuid[], $3::smallint[]) AS u (id, attempt)
     JOIN runlens.execution_attempts a
       ON a.project_id = $1 AND a.execution_id = u.id AND a.attempt = u.attempt
     WHERE a.execution_id BETWEEN $4 AND $5 AND a.status IS NOT NULL`,
    [projectId, ids, attempts.map(({ attempt }) => attempt), ...idSpan(ids)],
  );
  const found = new Set(rows.map(({ id, attempt }) => `${id} ${attempt}`));
  return attempts.filter(({ id, attempt }) => found.has(`${id} ${attempt}`));
}
