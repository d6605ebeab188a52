import type { PoolClient } from 'pg';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE, type Status, statusOfCode } from '@/lib/domain/status';
import { assertTransition } from '@/lib/domain/status-transition';
import { inRowTransaction, type WriteRow } from '../executions/in-row-transaction';
import { lockRow } from '../executions/lock-row';
import { isOpen } from './end-run';
import { findActionRunner } from './find-action-runner';
import { lockLease, lockRunOf, type RunRow } from './lock-run';
import { notifyRuns } from './notify-runs';
import type { RunLease } from './run-lease';

/**
 * `asked`: a worker holds the run and does it. `none`: there is no open run. `handed_over`: another
 * system has it, which cannot be paused from here.
 */
export type PauseOutcome = 'done' | 'asked' | 'none' | 'handed_over';

/** Pauses the open run of an execution: one that waits is not taken, one that runs is stopped. */
export function pauseRun(projectId: ProjectId, executionId: ExecutionId): Promise<PauseOutcome> {
  return changePause(projectId, executionId, true);
}

/** Lets a paused run go on, or wait for a worker again. */
export function resumeRun(projectId: ProjectId, executionId: ExecutionId): Promise<PauseOutcome> {
  return changePause(projectId, executionId, false);
}

async function changePause(
  projectId: ProjectId,
  executionId: ExecutionId,
  paused: boolean,
): Promise<PauseOutcome> {
  const outcome = await inRowTransaction<PauseOutcome>(async (client, write) => {
    const run = await lockRunOf(client, projectId, executionId);
    if (!run) return 'none';
    if (run.state === 'handed_over') return 'handed_over';
    await client.query('UPDATE runlens.runs SET pause_requested = $2 WHERE id = $1', [
      run.id,
      paused,
    ]);
    if (run.worker_id !== null) return 'asked';
    if (paused !== (run.state === 'paused')) {
      const runner = await findActionRunner(client, projectId, run.action_key);
      await setState(
        client,
        write,
        run,
        paused ? 'paused' : runner !== 'off' && runner?.throttle ? 'queued' : 'pending',
      );
    }
    return 'done';
  });
  if (outcome === 'done' || outcome === 'asked') notifyRuns();
  return outcome;
}

/** A worker says that it has stopped a run that it holds, or goes on with it. */
export async function markPaused(lease: RunLease, paused: boolean): Promise<'marked' | 'lost'> {
  return inRowTransaction(async (client, write) => {
    const run = await lockLease(client, lease);
    if (!run) return 'lost';
    await setState(client, write, run, paused ? 'paused' : 'running');
    return 'marked';
  });
}

async function setState(
  client: PoolClient,
  write: WriteRow,
  run: RunRow,
  state: Extract<Status, 'queued' | 'pending' | 'running' | 'paused'>,
): Promise<void> {
  await client.query('UPDATE runlens.runs SET state = $2 WHERE id = $1', [run.id, state]);
  const row = await lockRow(client, run.project_id, run.execution_id);
  if (!row || !isOpen(run, row)) return;
  assertTransition(statusOfCode(row.status), state);
  await write(run.project_id, row, { status: STATUS_CODE[state] });
}
