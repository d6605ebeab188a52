import type { NewEntry } from '@/lib/domain/new-entry';
import { inRowTransaction } from '../executions/in-row-transaction';
import { freeRun } from './free-run';
import { lockLease } from './lock-run';
import { notifyRuns } from './notify-runs';
import type { RunLease } from './run-lease';

/**
 * Gives a run back that a worker has interrupted: another one goes on at once, and this try does not
 * count. `lost`: the worker did not hold it any more, and nothing was written.
 */
export async function releaseRun(
  lease: RunLease,
  entries: readonly NewEntry[],
): Promise<'released' | 'lost'> {
  const outcome = await inRowTransaction(async (client, write) => {
    const run = await lockLease(client, lease);
    if (!run) return 'lost' as const;
    const tries = Math.max(run.tries - 1, 0);
    await freeRun(client, write, run, { workerId: lease.workerId, entries, tries });
    return 'released' as const;
  });
  if (outcome === 'released') notifyRuns();
  return outcome;
}
