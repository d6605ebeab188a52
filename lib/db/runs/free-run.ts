import type { PoolClient } from 'pg';
import type { NewEntry } from '@/lib/domain/new-entry';
import { STATUS_CODE, statusOfCode } from '@/lib/domain/status';
import { assertTransition } from '@/lib/domain/status-transition';
import type { WriteRow } from '../executions/in-row-transaction';
import { lockRow } from '../executions/lock-row';
import { isOpen } from './end-run';
import { insertRunEntries } from './insert-run-entries';
import type { RunRow } from './lock-run';

/**
 * Takes a run from its worker without an end, in the transaction that has locked it: another worker
 * may go on at once or after some time, or once it is resumed. A run whose execution has an end or is gone is closed.
 * @param options.tries how many claims count from now on
 */
export async function freeRun(
  client: PoolClient,
  write: WriteRow,
  run: RunRow,
  options: { workerId: string; entries: readonly NewEntry[]; tries: number; afterMs?: number },
): Promise<void> {
  const row = await lockRow(client, run.project_id, run.execution_id);
  if (!row || !isOpen(run, row)) {
    await client.query('DELETE FROM runlens.runs WHERE id = $1', [run.id]);
    return;
  }
  const state = run.pause_requested ? 'paused' : 'pending';
  await client.query(
    `UPDATE runlens.runs SET state = $2, worker_id = NULL, lease_token = NULL, leased_until = NULL,
       run_after = clock_timestamp() + $4 * interval '1 ms', tries = $3 WHERE id = $1`,
    [run.id, state, options.tries, options.afterMs ?? 0],
  );
  const added = await insertRunEntries(client, run, options.workerId, options.entries);
  assertTransition(statusOfCode(row.status), state);
  await write(run.project_id, row, {
    status: STATUS_CODE[state],
    warning_count: row.warning_count + added.warnings,
    error_count: row.error_count + added.errors,
  });
}
