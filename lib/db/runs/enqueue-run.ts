import type { PoolClient } from 'pg';
import { DEFAULT_ALLOWED_MS, type ExecutorKind } from '@/lib/domain/action-runner';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { mainAction } from '@/lib/domain/main-action';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE, statusOfCode } from '@/lib/domain/status';
import { mayBeRetried } from '@/lib/domain/status-transition';
import { archiveAttempt } from '../attempts/archive-attempt';
import { inRowTransaction, type WriteRow, withDayOf } from '../executions/in-row-transaction';
import { type ExecutionRow, lockRow } from '../executions/lock-row';
import { findActionRunner } from './find-action-runner';
import { notifyRuns } from './notify-runs';

export interface RunRequest {
  /** The attempt that is retried, as whoever asks has seen it. */
  fromAttempt: number;
  /** Name of the person, or of the API key. */
  requestedBy: string;
  /** The same for the same wish: asked again, it gives the attempt that it has led to. */
  idempotencyKey: string | null;
  /** Of the code that is to run, lower-case hex, one that is stored; that of the attempt without it. */
  codeSha256?: string;
  /** The context to run with; that of the attempt without it. */
  context?: { text: string; bytes: number; searchable: boolean };
}

export type EnqueueOutcome =
  | { kind: 'enqueued'; attempt: number; status: 'pending' | 'queued'; executor: ExecutorKind }
  /** Asked before with the same key. */
  | { kind: 'repeated'; attempt: number }
  /** It has a run that is not over. */
  | { kind: 'running' }
  /** It is at another attempt by now, has not failed, or its action must not be run; nothing was changed. */
  | { kind: 'changed' }
  | { kind: 'gone' };

/**
 * Makes the next attempt of an execution that has failed: what it was is archived, its row waits for a
 * worker, and the run stands in the queue; all of it in one transaction, or none. Of several that ask
 * at once one is heard. Whether a retry is allowed otherwise is for the caller to say.
 */
export async function enqueueRun(
  projectId: ProjectId,
  id: ExecutionId,
  request: RunRequest,
): Promise<EnqueueOutcome> {
  const outcome = await withDayOf(id, () =>
    inRowTransaction((client, write) => enqueueIn(client, write, projectId, id, request)),
  );
  if (outcome.kind === 'enqueued') notifyRuns();
  return outcome;
}

/** Runs are locked before rows, here as everywhere, so that no two can lock each other. */
async function enqueueIn(
  client: PoolClient,
  write: WriteRow,
  projectId: ProjectId,
  id: ExecutionId,
  request: RunRequest,
): Promise<EnqueueOutcome> {
  // Waits for another one that is about to insert or to remove the run of this execution.
  const inserted = await client.query<{ id: string }>(
    `INSERT INTO runlens.runs (project_id, execution_id, attempt, executor, state, allowed_ms,
       recovery, requested_by, idempotency_key)
     VALUES ($1, $2, $3, 'sandbox', 'pending', 0, 'restart', $4, $5)
     ON CONFLICT (project_id, execution_id) DO NOTHING RETURNING id`,
    [projectId, id, request.fromAttempt + 1, request.requestedBy, request.idempotencyKey],
  );
  const before = await lockRow(client, projectId, id);
  const repeated = await findRepeated(client, projectId, id, request.idempotencyKey);
  const runId = inserted.rows[0]?.id;
  if (!before || repeated || !runId || !isRetried(before, request)) {
    if (runId) await client.query('DELETE FROM runlens.runs WHERE id = $1', [runId]);
    if (!before) return { kind: 'gone' };
    if (repeated) return { kind: 'repeated', attempt: repeated };
    return { kind: runId ? 'changed' : 'running' };
  }
  const attempt = before.attempt + 1;
  const actionKey = mainAction({
    raisedAction: before.raised_action,
    actionKeys: before.action_keys,
  });
  const runner = await findActionRunner(client, projectId, actionKey);
  if (runner === 'off') {
    await client.query('DELETE FROM runlens.runs WHERE id = $1', [runId]);
    return { kind: 'changed' };
  }
  const executor = runner?.executor ?? 'sandbox';
  const status = runner?.throttle ? 'queued' : 'pending';
  await archiveAttempt(client, projectId, id);
  await client.query(
    `INSERT INTO runlens.execution_attempts (project_id, execution_id, attempt, requested_by,
       requested_at, idempotency_key, executor)
     VALUES ($1, $2, $3, $4, now(), $5, $6)`,
    [projectId, id, attempt, request.requestedBy, request.idempotencyKey, executor],
  );
  await client.query(
    `UPDATE runlens.runs SET action_key = $2, executor = $3, state = $4, allowed_ms = $5,
       recovery = $6 WHERE id = $1`,
    [
      runId,
      actionKey,
      executor,
      status,
      runner?.allowedMs ?? DEFAULT_ALLOWED_MS[executor],
      runner?.recovery ?? 'restart',
    ],
  );
  await emptyPayload(client, projectId, id, request);
  await write(projectId, before, {
    status: STATUS_CODE[status],
    attempt,
    started_at: null,
    finished_at: null,
    duration_ms: null,
    raised_action: null,
    validation_message: null,
    has_output: false,
    warning_count: 0,
    error_count: 0,
    verdict: null,
    ...(request.codeSha256 && { code_sha256: Buffer.from(request.codeSha256, 'hex') }),
  });
  return { kind: 'enqueued', attempt, status, executor };
}

function isRetried(row: ExecutionRow, { fromAttempt }: RunRequest): boolean {
  return row.attempt === fromAttempt && mayBeRetried(statusOfCode(row.status));
}

/** The attempt that a wish with this key has led to. */
async function findRepeated(
  client: PoolClient,
  projectId: ProjectId,
  id: ExecutionId,
  idempotencyKey: string | null,
): Promise<number | null> {
  if (idempotencyKey === null) return null;
  const { rows } = await client.query<{ attempt: number }>(
    `SELECT attempt FROM runlens.execution_attempts
     WHERE project_id = $1 AND execution_id = $2 AND idempotency_key = $3`,
    [projectId, id, idempotencyKey],
  );
  return rows[0]?.attempt ?? null;
}

/** Nothing is recorded of the new attempt yet, and it may have another context. */
async function emptyPayload(
  client: PoolClient,
  projectId: ProjectId,
  id: ExecutionId,
  { context }: RunRequest,
): Promise<void> {
  await client.query(
    `UPDATE runlens.execution_payloads SET output_text = NULL, validation_message = NULL
     WHERE project_id = $1 AND execution_id = $2`,
    [projectId, id],
  );
  if (!context) return;
  await client.query(
    `INSERT INTO runlens.execution_payloads AS p (project_id, execution_id, context_text, context,
       context_bytes)
     VALUES ($1, $2, $3::text, CASE WHEN $4 THEN $3::text::jsonb END, $5)
     ON CONFLICT (project_id, execution_id) DO UPDATE SET context_text = excluded.context_text,
       context = excluded.context, context_bytes = excluded.context_bytes`,
    [projectId, id, context.text, context.searchable, context.bytes],
  );
}
