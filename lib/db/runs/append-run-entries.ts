import type { NewEntry } from '@/lib/domain/new-entry';
import { inRowTransaction } from '../executions/in-row-transaction';
import { lockRow } from '../executions/lock-row';
import { isOpen } from './end-run';
import { insertRunEntries } from './insert-run-entries';
import { lockLease } from './lock-run';
import type { RunLease } from './run-lease';

/**
 * Adds entries to the log of a run that a worker holds, with its name and the attempt. `lost`: it does
 * not hold it any more, and nothing was written.
 */
export async function appendRunEntries(
  lease: RunLease,
  entries: readonly NewEntry[],
): Promise<'stored' | 'lost'> {
  return inRowTransaction(async (client, write) => {
    const run = await lockLease(client, lease);
    const row = run && (await lockRow(client, run.project_id, run.execution_id));
    if (!run || !row || !isOpen(run, row)) return 'lost';
    const { warnings, errors } = await insertRunEntries(client, run, lease.workerId, entries);
    await write(run.project_id, row, {
      warning_count: row.warning_count + warnings,
      error_count: row.error_count + errors,
    });
    return 'stored';
  });
}
