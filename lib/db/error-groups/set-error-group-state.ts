import type { ErrorGroupState, SettableState } from '@/lib/domain/error-group';
import { lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';
import { reopenErrorGroup } from './reopen-error-groups';

export interface StateChange {
  fingerprint: string;
  state: ErrorGroupState;
}

/**
 * Sets the state of groups and says what each is then; one that does not exist is left out. A group
 * whose failure comes in at this very moment is `reopened` at once: see reopenErrorGroups.
 */
export async function setErrorGroupState(
  projectId: ProjectId,
  fingerprints: readonly string[],
  state: SettableState,
  by: string,
): Promise<StateChange[]> {
  const changes: StateChange[] = [];
  // One by one and sorted: two people who set the same groups cannot lock each other.
  for (const fingerprint of Array.from(new Set(fingerprints)).sort()) {
    const { rows } = await pool().query<{ state_at: Date }>(
      `UPDATE runlens.error_groups SET state = $3, state_at = clock_timestamp(), state_by = $4
       WHERE project_id = $1 AND fingerprint = $2 RETURNING state_at`,
      [projectId, fingerprint, state, by],
    );
    const [row] = rows;
    if (!row) continue;
    const cameBack =
      state === 'resolved' && (await hasComeBack(projectId, fingerprint, row.state_at));
    changes.push({ fingerprint, state: cameBack ? 'reopened' : state });
  }
  return changes;
}

async function hasComeBack(projectId: ProjectId, fingerprint: string, resolvedAt: Date) {
  const { rowCount } = await pool().query(
    `SELECT FROM runlens.executions
     WHERE project_id = $1 AND error_group = $2 AND id >= $3::uuid LIMIT 1`,
    [projectId, fingerprint, lowestIdAt(resolvedAt.getTime() + 1)],
  );
  return rowCount === 1 && reopenErrorGroup(pool(), projectId, fingerprint, resolvedAt);
}
