import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { KnownValues } from './known-values';
import type { StoredItem } from './stored-item';

/** Notes from which execution on each action ran with each version of code. */
export async function insertActionVersions(
  client: PoolClient,
  projectId: ProjectId,
  items: readonly StoredItem[],
  known: KnownValues,
): Promise<void> {
  const fresh = new Map<string, { action: string; sha256: string; id: ExecutionId }>();
  for (const { id, execution } of items) {
    if (execution.code === null) continue;
    const { sha256 } = execution.code;
    for (const { key: action } of execution.actions) {
      if (known.isFirst(`version ${projectId} ${sha256} ${action}`, id)) {
        fresh.set(`${sha256} ${action}`, { action, sha256, id });
      }
    }
  }
  if (fresh.size === 0) return;
  const rows = Array.from(fresh)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row);
  await client.query(
    `INSERT INTO runlens.action_versions AS v (project_id, action_key, code_sha256, first_execution_id)
     SELECT $1::int, u.* FROM unnest($2::text[], $3::bytea[], $4::uuid[]) AS u
     ON CONFLICT (project_id, action_key, code_sha256) DO UPDATE
       SET first_execution_id = excluded.first_execution_id
     WHERE excluded.first_execution_id < v.first_execution_id`,
    [
      projectId,
      rows.map(({ action }) => action),
      rows.map(({ sha256 }) => `\\x${sha256}`),
      rows.map(({ id }) => id),
    ],
  );
}
