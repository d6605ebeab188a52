import type { Pool, PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import type { StoredFailure } from './read-failures';

/**
 * Gives rows the group that they belong to, where it is not the one that they name. A row that was
 * given another one since it was read stays as it is.
 */
export async function setErrorGroups(
  client: Pool | PoolClient,
  projectId: ProjectId,
  failures: readonly StoredFailure[],
): Promise<void> {
  const stale = failures
    .filter(({ storedGroup, failure }) => storedGroup !== (failure?.fingerprint ?? null))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  if (stale.length === 0) return;
  await client.query(
    `UPDATE runlens.executions AS e SET error_group = u.error_group
     FROM unnest($2::uuid[], $3::text[], $4::text[]) AS u (id, error_group, before)
     WHERE e.project_id = $1 AND e.id = u.id AND e.id = ANY($2::uuid[])
       AND e.error_group IS NOT DISTINCT FROM u.before`,
    [
      projectId,
      stale.map(({ id }) => id),
      stale.map(({ failure }) => failure?.fingerprint ?? null),
      stale.map(({ storedGroup }) => storedGroup),
    ],
  );
}
