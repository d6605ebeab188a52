import type { PoolClient } from 'pg';
import type { ExecutorKind, Recovery } from '@/lib/domain/action-runner';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { RunState } from '@/lib/domain/run-state';
import type { RunLease } from './run-lease';

/** An open run, locked until the transaction ends. */
export interface RunRow {
  id: string;
  project_id: ProjectId;
  execution_id: ExecutionId;
  attempt: number;
  action_key: string | null;
  executor: ExecutorKind;
  state: RunState;
  worker_id: string | null;
  tries: number;
  cancel_requested: boolean;
  cancel_requested_by: string | null;
  pause_requested: boolean;
  allowed_ms: number;
  recovery: Recovery;
  checkpoint: unknown;
  /** The database's clock. */
  now: Date;
}

export const RUN_COLUMNS = `r.id, r.project_id, r.execution_id, r.attempt, r.action_key, r.executor,
  r.state, r.worker_id, r.tries, r.cancel_requested, r.cancel_requested_by, r.pause_requested,
  r.allowed_ms, r.recovery, r.checkpoint, clock_timestamp() AS now`;

/** The run of a lease, or null when the lease is not worth anything any more. */
export async function lockLease(
  client: PoolClient,
  { runId, token }: Pick<RunLease, 'runId' | 'token'>,
): Promise<RunRow | null> {
  const { rows } = await client.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM runlens.runs r WHERE r.id = $1 AND r.lease_token = $2 FOR UPDATE`,
    [runId, token],
  );
  return rows[0] ?? null;
}

/** The open run of an execution, or null without one. */
export async function lockRunOf(
  client: PoolClient,
  projectId: ProjectId,
  executionId: ExecutionId,
): Promise<RunRow | null> {
  const { rows } = await client.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM runlens.runs r
     WHERE r.project_id = $1 AND r.execution_id = $2 FOR UPDATE`,
    [projectId, executionId],
  );
  return rows[0] ?? null;
}
