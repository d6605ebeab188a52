import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';

export interface GroupSample {
  validationMessage: string | null;
  /** Lower-case hex, or null when no code was sent. */
  codeSha256: string | null;
}

/** Of some executions what a group shows of its first and last; one that is gone is left out. */
export async function listGroupSamples(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, GroupSample>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool().query<{ id: string; message: string | null; code: string | null }>(
    `SELECT id, validation_message AS message, encode(code_sha256, 'hex') AS code
     FROM runlens.executions WHERE project_id = $1 AND id = ANY($2::uuid[])`,
    [projectId, ids],
  );
  return new Map(
    rows.map(({ id, message, code }) => [id, { validationMessage: message, codeSha256: code }]),
  );
}
