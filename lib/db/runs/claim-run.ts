import type { PoolClient } from 'pg';
import type { ExecutorKind } from '@/lib/domain/action-runner';
import { lifecycleEntry } from '@/lib/domain/lifecycle-event';
import { STATUS_CODE, statusOfCode } from '@/lib/domain/status';
import { assertTransition } from '@/lib/domain/status-transition';
import { inRowTransaction, type WriteRow } from '../executions/in-row-transaction';
import { lockRow } from '../executions/lock-row';
import { isOpen } from './end-run';
import { insertRunEntries } from './insert-run-entries';
import { lockActionRuns } from './lock-action-runs';
import { RUN_COLUMNS, type RunRow } from './lock-run';
import type { RunLease } from './run-lease';

/** Runs that count against the most that an action may have at once, of a row `r`. */
export const IS_HELD = `(r.state IN ('running', 'handed_over')
  OR (r.state = 'paused' AND r.worker_id IS NOT NULL))`;

/** The oldest that may start. What its action allows is checked again once it is locked. */
const CANDIDATE = `
  WITH held AS (
    SELECT r.project_id, coalesce(r.action_key, '') AS action_key, count(*) AS n
    FROM runlens.runs r WHERE ${IS_HELD} GROUP BY 1, 2
  )
  SELECT ${RUN_COLUMNS}, c.max_concurrent FROM runlens.runs r
  LEFT JOIN LATERAL (
    SELECT a.max_concurrent FROM runlens.action_runners a
    WHERE a.project_id = r.project_id AND a.action_key IN (coalesce(r.action_key, ''), '')
    ORDER BY a.action_key DESC LIMIT 1
  ) AS c ON true
  LEFT JOIN held h ON h.project_id = r.project_id AND h.action_key = coalesce(r.action_key, '')
  WHERE r.state = 'pending' AND r.run_after <= clock_timestamp() AND r.executor = ANY($1)
    AND (c.max_concurrent IS NULL OR coalesce(h.n, 0) < c.max_concurrent)
  ORDER BY r.run_after, r.id LIMIT 1 FOR UPDATE OF r SKIP LOCKED`;

interface ClaimOptions {
  workerId: string;
  executors: readonly ExecutorKind[];
  leaseMs: number;
}

/**
 * Takes the oldest run that may start now, or null when there is none. Of many workers one gets it, and
 * an action never has more runs at once than it may. In the same transaction the execution begins to
 * run, and its log says who has it.
 */
export async function claimRun(options: ClaimOptions): Promise<RunLease | null> {
  for (;;) {
    const claimed = await inRowTransaction((client, write) => claimIn(client, write, options));
    if (claimed !== 'next') return claimed;
  }
}

/** `next`: what was found is of no use any more, and was removed. */
async function claimIn(
  client: PoolClient,
  write: WriteRow,
  options: ClaimOptions,
): Promise<RunLease | 'next' | null> {
  const { rows } = await client.query<RunRow & { max_concurrent: number | null }>(CANDIDATE, [
    options.executors,
  ]);
  const [run] = rows;
  if (!run) return null;
  if (run.max_concurrent !== null && !(await hasRoom(client, run, run.max_concurrent))) return null;
  const row = await lockRow(client, run.project_id, run.execution_id);
  if (!row || !isOpen(run, row)) {
    await client.query('DELETE FROM runlens.runs WHERE id = $1', [run.id]);
    return 'next';
  }
  const token = await lease(client, run, options);
  const tries = run.tries + 1;
  const message = `Worker ${options.workerId} has taken the run`;
  const entries = [lifecycleEntry('lease_acquired', message, { try: tries, token })];
  await insertRunEntries(client, run, options.workerId, entries);
  assertTransition(statusOfCode(row.status), 'running');
  await write(run.project_id, row, {
    status: STATUS_CODE.running,
    started_at: row.started_at ?? run.now,
  });
  return {
    runId: run.id,
    token,
    workerId: options.workerId,
    projectId: run.project_id,
    executionId: run.execution_id,
    attempt: run.attempt,
    actionKey: run.action_key,
    executor: run.executor,
    allowedMs: run.allowed_ms,
    tries,
    checkpoint: run.checkpoint,
  };
}

/** A statement of its own behind the lock: one that had waited for it would count as before the wait. */
async function hasRoom(client: PoolClient, run: RunRow, most: number): Promise<boolean> {
  await lockActionRuns(client, run.project_id, run.action_key);
  const { rows } = await client.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM runlens.runs r
     WHERE r.project_id = $1 AND r.action_key IS NOT DISTINCT FROM $2 AND ${IS_HELD}`,
    [run.project_id, run.action_key],
  );
  return (rows[0]?.n ?? 0) < most;
}

async function lease(client: PoolClient, run: RunRow, options: ClaimOptions): Promise<string> {
  const { rows } = await client.query<{ lease_token: string }>(
    `UPDATE runlens.runs SET state = 'running', worker_id = $2, tries = tries + 1,
       lease_token = nextval('runlens.run_lease_tokens'), heartbeat_at = clock_timestamp(),
       leased_until = clock_timestamp() + $3 * interval '1 ms', deadline_at = NULL
     WHERE id = $1 RETURNING lease_token`,
    [run.id, options.workerId, options.leaseMs],
  );
  await client.query(
    `UPDATE runlens.execution_attempts SET worker_id = $4
     WHERE project_id = $1 AND execution_id = $2 AND attempt = $3`,
    [run.project_id, run.execution_id, run.attempt, options.workerId],
  );
  const token = rows[0]?.lease_token;
  if (!token) throw new Error('a run that is locked is gone');
  return token;
}
