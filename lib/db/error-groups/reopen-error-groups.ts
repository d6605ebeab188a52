import type { Pool, PoolClient } from 'pg';
import { type ExecutionId, timeOfId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { Failure } from './failure-of';

/**
 * Opens resolved groups again that got an execution created after that. To be called once those
 * executions are committed: whoever resolves a group looks for such executions once *that* is
 * committed (see setErrorGroupState), so that one of the two sees what the other has done. Reads only
 * unless something came back.
 */
export async function reopenErrorGroups(
  client: Pool | PoolClient,
  projectId: ProjectId,
  failures: readonly { id: ExecutionId; failure: Failure | null }[],
): Promise<void> {
  const newest = new Map<string, number>();
  for (const { id, failure } of failures) {
    if (!failure) continue;
    const { fingerprint } = failure;
    newest.set(fingerprint, Math.max(newest.get(fingerprint) ?? 0, timeOfId(id)));
  }
  if (newest.size === 0) return;
  const { rows } = await client.query<{ fingerprint: string; state_at: Date }>(
    `SELECT fingerprint, state_at FROM runlens.error_groups
     WHERE project_id = $1 AND fingerprint = ANY($2) AND state = 'resolved'`,
    [projectId, Array.from(newest.keys())],
  );
  for (const { fingerprint, state_at: stateAt } of rows) {
    if ((newest.get(fingerprint) ?? 0) > stateAt.getTime()) {
      await reopenErrorGroup(client, projectId, fingerprint, stateAt);
    }
  }
}

/** @param resolvedAt as it was read: whoever resolves it again meanwhile wins. */
export async function reopenErrorGroup(
  client: Pool | PoolClient,
  projectId: ProjectId,
  fingerprint: string,
  resolvedAt: Date,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `UPDATE runlens.error_groups SET state = 'reopened', state_at = now(), state_by = NULL
     WHERE project_id = $1 AND fingerprint = $2 AND state = 'resolved' AND state_at = $3`,
    [projectId, fingerprint, resolvedAt],
  );
  return rowCount === 1;
}
