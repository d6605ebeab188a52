import type { PoolClient } from 'pg';
import { MAX_RUN_TRIES } from '@/lib/domain/action-runner';
import { lifecycleEntry } from '@/lib/domain/lifecycle-event';
import type { NewEntry } from '@/lib/domain/new-entry';
import { pool } from '../client';
import { inRowTransaction, type WriteRow } from '../executions/in-row-transaction';
import { endRun } from './end-run';
import { freeRun } from './free-run';
import { RUN_COLUMNS, type RunRow } from './lock-run';
import { notifyRuns } from './notify-runs';

/** Its worker has ended, or its lease is over without having been renewed. Of a row `r` of runs. */
const IS_LOST = `r.worker_id IS NOT NULL AND r.state IN ('running', 'paused')
  AND (r.leased_until < clock_timestamp() OR EXISTS (
    SELECT FROM runlens.workers w WHERE w.id = r.worker_id AND w.stopped_at IS NOT NULL))`;

interface LostRun extends RunRow {
  /** Its worker is known to have ended; else it has only not been heard of. */
  stopped: boolean;
}

/**
 * Looks for runs whose worker is lost, and recovers, fails or cancels each of them, once however many
 * look at the same time.
 * @param watcherId the worker that looks, named in the entries
 * @param held ids of runs that it holds itself, and knows more of
 * @returns how many there were
 */
export async function sweepLostRuns(
  watcherId: string,
  held: readonly string[] = [],
): Promise<number> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT r.id FROM runlens.runs r WHERE ${IS_LOST} AND r.id <> ALL($1::bigint[])
     ORDER BY r.id`,
    [held],
  );
  let swept = 0;
  for (const { id } of rows) {
    const done = await inRowTransaction((client, write) => sweepIn(client, write, id, watcherId));
    if (done) swept += 1;
  }
  if (swept > 0) notifyRuns();
  return swept;
}

async function sweepIn(
  client: PoolClient,
  write: WriteRow,
  id: string,
  watcherId: string,
): Promise<boolean> {
  // Looked at again under the lock: the worker may have been heard of meanwhile.
  const { rows } = await client.query<LostRun>(
    `SELECT ${RUN_COLUMNS}, EXISTS (SELECT FROM runlens.workers w
         WHERE w.id = r.worker_id AND w.stopped_at IS NOT NULL) AS stopped
     FROM runlens.runs r WHERE r.id = $1 AND ${IS_LOST} FOR UPDATE OF r SKIP LOCKED`,
    [id],
  );
  const [run] = rows;
  if (!run) return false;
  const end = endOf(run);
  if (end) {
    const { message, entries } = end;
    await endRun(client, write, run, watcherId, {
      status: 'failed',
      outputText: null,
      raisedAction: null,
      validationMessage: message,
      entries: () => entries,
    });
  } else {
    const note = `${lossOf(run)}; the run is started again, try ${run.tries + 1} of ${MAX_RUN_TRIES}`;
    const entries = [recovery(run, note)];
    await freeRun(client, write, run, { workerId: watcherId, entries, tries: run.tries });
  }
  return true;
}

/** How a lost run ends that is not started again, or null for one that is. */
function endOf(run: LostRun): { message: string; entries: NewEntry[] } | null {
  const data = { lost_worker: run.worker_id, tries: run.tries };
  if (run.cancel_requested) {
    const message = `Cancelled by ${run.cancel_requested_by ?? 'somebody'}; its worker is gone`;
    return { message, entries: [lifecycleEntry('watchdog_cancelled', message, data)] };
  }
  if (run.recovery === 'fail') {
    const message = `${lossOf(run)}, and the action must not run twice`;
    const failed = lifecycleEntry('run_failed', message, data);
    return { message, entries: [recovery(run, `${lossOf(run)}; the run fails`), failed] };
  }
  if (run.tries >= MAX_RUN_TRIES) {
    const message = `${lossOf(run)} in the last of ${MAX_RUN_TRIES} tries: the run is given up`;
    return { message, entries: [lifecycleEntry('watchdog_cancelled', message, data)] };
  }
  return null;
}

function lossOf({ worker_id: worker, stopped }: LostRun): string {
  return stopped ? `Worker ${worker} has ended` : `Worker ${worker} has not been heard of`;
}

function recovery(run: LostRun, message: string): NewEntry {
  const event = run.stopped ? 'watchdog_fast_recovery' : 'watchdog_recovery';
  return lifecycleEntry(event, message, { lost_worker: run.worker_id, tries: run.tries });
}
