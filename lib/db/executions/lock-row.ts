import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { CountedRow } from '../rollups/dimensions';

/** A list row as far as a run changes it, and what follows from that. */
export interface ExecutionRow extends CountedRow {
  id: ExecutionId;
  attempt: number;
  started_at: Date | null;
  finished_at: Date | null;
  /** Fractional milliseconds. */
  duration_ms: number | null;
  raised_action: string | null;
  /** Cut to MAX_LIST_MESSAGE_LENGTH characters. */
  validation_message: string | null;
  code_sha256: Buffer | null;
  has_output: boolean;
  warning_count: number;
  error_count: number;
  target_record_id: string | null;
  request_id: string | null;
  external_id: string | null;
}

export const ROW_COLUMNS = `e.id, e.status, e.event, e.target, e.action_keys, e.triggered_by,
  e.environment, e.reproducibility, e.attempt, e.started_at, e.finished_at, e.duration_ms,
  e.raised_action, e.validation_message, e.code_sha256, e.has_output, e.warning_count, e.error_count,
  e.target_record_id, e.request_id, e.external_id`;

/** The row of an execution, locked until the transaction ends; null when there is none. */
export async function lockRow(
  client: PoolClient,
  projectId: ProjectId,
  id: ExecutionId,
): Promise<ExecutionRow | null> {
  const { rows } = await client.query<ExecutionRow>(
    `SELECT ${ROW_COLUMNS} FROM runlens.executions e
     WHERE e.project_id = $1 AND e.id = $2 FOR UPDATE`,
    [projectId, id],
  );
  return rows[0] ?? null;
}
