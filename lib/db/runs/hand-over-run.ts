import type { NewEntry } from '@/lib/domain/new-entry';
import { inRowTransaction } from '../executions/in-row-transaction';
import { lockRow } from '../executions/lock-row';
import { isOpen } from './end-run';
import { insertRunEntries } from './insert-run-entries';
import { lockLease } from './lock-run';
import { notifyRuns } from './notify-runs';
import type { RunLease } from './run-lease';

/**
 * Another system has taken the run and reports later: no worker holds it, its execution is running, and
 * its allowed time begins. A report that came before this is as good: the next sweep closes the run.
 */
export async function handOverRun(
  lease: RunLease,
  entries: readonly NewEntry[],
): Promise<'handed_over' | 'lost'> {
  const outcome = await inRowTransaction(async (client, write) => {
    const run = await lockLease(client, lease);
    if (!run) return 'lost' as const;
    await client.query(
      `UPDATE runlens.runs SET state = 'handed_over', lease_token = NULL, leased_until = NULL,
         deadline_at = clock_timestamp() + allowed_ms * interval '1 ms' WHERE id = $1`,
      [run.id],
    );
    const row = await lockRow(client, run.project_id, run.execution_id);
    if (row && isOpen(run, row)) {
      await insertRunEntries(client, run, lease.workerId, entries);
      await write(run.project_id, row, {});
    }
    return 'handed_over' as const;
  });
  if (outcome === 'handed_over') notifyRuns();
  return outcome;
}
