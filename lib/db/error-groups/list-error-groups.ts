import { type ErrorGroup, isErrorGroupState } from '@/lib/domain/error-group';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';

interface GroupRow {
  fingerprint: string;
  action_key: string | null;
  exception_type: string | null;
  message_template: string;
  frame: string | null;
  first_execution_id: string;
  state: string;
  state_at: Date;
  state_by: string | null;
}

const SELECT = `
  SELECT fingerprint, action_key, exception_type, message_template, frame, first_execution_id, state,
    state_at, state_by
  FROM runlens.error_groups WHERE project_id = $1 AND fingerprint = ANY($2)`;

/** What is known of some groups, in no order; one that does not exist is left out. */
export async function listErrorGroups(
  projectId: ProjectId,
  fingerprints: readonly string[],
): Promise<ErrorGroup[]> {
  if (fingerprints.length === 0) return [];
  const { rows } = await pool().query<GroupRow>(SELECT, [projectId, fingerprints]);
  return rows.map(toErrorGroup);
}

/** One group, or null. */
export async function findErrorGroup(
  projectId: ProjectId,
  fingerprint: string,
): Promise<ErrorGroup | null> {
  return (await listErrorGroups(projectId, [fingerprint]))[0] ?? null;
}

function toErrorGroup(row: GroupRow): ErrorGroup {
  if (!isErrorGroupState(row.state))
    throw new Error(`unknown state ${row.state} of an error group`);
  return {
    fingerprint: row.fingerprint,
    actionKey: row.action_key,
    exceptionType: row.exception_type,
    template: row.message_template,
    frame: row.frame,
    firstExecutionId: row.first_execution_id,
    state: row.state,
    stateAt: row.state_at,
    stateBy: row.state_by,
  };
}
