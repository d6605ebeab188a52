import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import type { StoredItem } from './stored-item';

/**
 * Counts the warnings and errors of executions that got further entries. Their rows are locked by the
 * upsert before, so nobody else adds entries to them meanwhile.
 */
export async function countLevels(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
): Promise<void> {
  const ids = items.filter(({ execution }) => execution.entries.length > 0).map(({ id }) => id);
  if (ids.length === 0) return;
  await client.query(
    `UPDATE runlens.executions AS e SET warning_count = c.warnings, error_count = c.errors
     FROM (
       SELECT project_id, execution_id, count(*) FILTER (WHERE level = 2)::int AS warnings,
         count(*) FILTER (WHERE level = 3)::int AS errors
       FROM runlens.execution_entries WHERE project_id = $1 AND execution_id = ANY($2::uuid[])
       GROUP BY project_id, execution_id
     ) AS c
     WHERE e.project_id = $1 AND e.id = ANY($2::uuid[]) AND c.project_id = e.project_id
       AND c.execution_id = e.id AND (e.warning_count, e.error_count) <> (c.warnings, c.errors)`,
    [projectId, ids],
  );
}
