import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { idSpan } from '../executions/id-span';

/**
 * Brings the number of steps that a list shows in line with those that are stored. For whoever has
 * changed them within a transaction that holds the locks of the rows.
 */
export async function countSteps(
  client: PoolClient,
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<void> {
  if (ids.length === 0) return;
  await client.query(
    `UPDATE runlens.executions AS e SET step_count = c.steps
     FROM (
       SELECT u.id, (
         SELECT count(*)::int FROM runlens.execution_steps s
         WHERE s.project_id = $1 AND s.execution_id = u.id AND s.execution_id BETWEEN $3 AND $4
       ) AS steps
       FROM unnest($2::uuid[]) AS u (id)
     ) AS c
     WHERE e.project_id = $1 AND e.id = c.id AND e.id BETWEEN $3 AND $4
       AND e.step_count <> c.steps`,
    [projectId, ids, ...idSpan(ids)],
  );
}
