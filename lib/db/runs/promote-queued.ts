import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE, statusOfCode } from '@/lib/domain/status';
import { assertTransition } from '@/lib/domain/status-transition';
import { pool } from '../client';
import { inRowTransaction, type WriteRow } from '../executions/in-row-transaction';
import { lockRow } from '../executions/lock-row';
import { IS_HELD } from './claim-run';
import { isOpen } from './end-run';
import { findActionRunner } from './find-action-runner';
import { lockActionRuns } from './lock-action-runs';
import { RUN_COLUMNS, type RunRow } from './lock-run';

const MINUTE_MS = 60_000;
/** Of an action that is throttled no longer, in one transaction. */
const SLICE = 100;

/**
 * Lets the throttled runs that may start wait for a worker: queued becomes pending. Of each throttled
 * action one at a time, or as often as its settings say.
 * @returns whether there is anything for a worker to take
 */
export async function promoteQueued(): Promise<boolean> {
  const { rows } = await pool().query<{ project_id: ProjectId; action_key: string | null }>(
    `SELECT DISTINCT project_id, action_key FROM runlens.runs WHERE state = 'queued'`,
  );
  let promoted = false;
  for (const { project_id: projectId, action_key: actionKey } of rows) {
    const some = await inRowTransaction((client, write) =>
      promoteIn(client, write, projectId, actionKey),
    );
    promoted ||= some;
  }
  return promoted;
}

async function promoteIn(
  client: PoolClient,
  write: WriteRow,
  projectId: ProjectId,
  actionKey: string | null,
): Promise<boolean> {
  await lockActionRuns(client, projectId, actionKey);
  const found = await findActionRunner(client, projectId, actionKey);
  // What was asked for before somebody switched it off is run.
  const runner = found === 'off' ? null : found;
  const { rows } = await client.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM runlens.runs r
     WHERE r.state = 'queued' AND r.project_id = $1 AND r.action_key IS NOT DISTINCT FROM $2
       AND r.run_after <= clock_timestamp()
     ORDER BY r.run_after, r.id LIMIT $3 FOR UPDATE SKIP LOCKED`,
    [projectId, actionKey, runner?.throttle ? 1 : SLICE],
  );
  if (rows.length === 0) return false;
  if (runner?.throttle) {
    const mayStart = runner.throttlePerMinute
      ? await takeStart(client, projectId, actionKey, runner.throttlePerMinute)
      : !(await isBusy(client, projectId, actionKey));
    if (!mayStart) return false;
  }
  for (const run of rows) {
    await client.query(`UPDATE runlens.runs SET state = 'pending' WHERE id = $1`, [run.id]);
    const row = await lockRow(client, projectId, run.execution_id);
    // The claim removes a run whose execution is not waiting any more.
    if (!row || !isOpen(run, row)) continue;
    assertTransition(statusOfCode(row.status), 'pending');
    await write(projectId, row, { status: STATUS_CODE.pending });
  }
  return true;
}

/** Whether a start is due; then the next one is due so much later. */
async function takeStart(
  client: PoolClient,
  projectId: ProjectId,
  actionKey: string | null,
  perMinute: number,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `INSERT INTO runlens.action_throttles AS t (project_id, action_key, next_start_at)
     VALUES ($1, $2, clock_timestamp() + $3 * interval '1 ms')
     ON CONFLICT (project_id, action_key) DO UPDATE SET next_start_at = excluded.next_start_at
     WHERE t.next_start_at <= clock_timestamp()`,
    [projectId, actionKey ?? '', MINUTE_MS / perMinute],
  );
  return rowCount === 1;
}

/** Whether a run of the action has started, or is about to. */
async function isBusy(
  client: PoolClient,
  projectId: ProjectId,
  actionKey: string | null,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `SELECT FROM runlens.runs r
     WHERE r.project_id = $1 AND r.action_key IS NOT DISTINCT FROM $2
       AND (r.state = 'pending' OR ${IS_HELD}) LIMIT 1`,
    [projectId, actionKey],
  );
  return rowCount === 1;
}
