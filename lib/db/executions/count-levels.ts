import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import type { StoredItem } from './stored-item';

/** Behind the entries of the attempts before. */
const IS_OF_LAST = `(a.last_entry_seq IS NULL OR n.seq > a.last_entry_seq)`;

/**
 * Counts the warnings and errors of the last attempt of executions that got further entries. Their
 * rows are locked by the upsert before, so nobody else adds entries to them meanwhile.
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
       SELECT n.execution_id, count(*) FILTER (WHERE n.level = 2 AND ${IS_OF_LAST})::int AS warnings,
         count(*) FILTER (WHERE n.level = 3 AND ${IS_OF_LAST})::int AS errors
       FROM runlens.execution_entries n LEFT JOIN (
         SELECT execution_id, max(last_entry_seq) AS last_entry_seq FROM runlens.execution_attempts
         WHERE project_id = $1 AND execution_id = ANY($2::uuid[]) GROUP BY execution_id
       ) AS a ON a.execution_id = n.execution_id
       WHERE n.project_id = $1 AND n.execution_id = ANY($2::uuid[])
       GROUP BY n.execution_id
     ) AS c
     WHERE e.project_id = $1 AND e.id = ANY($2::uuid[]) AND c.execution_id = e.id
       AND (e.warning_count, e.error_count) <> (c.warnings, c.errors)`,
    [projectId, ids],
  );
}
