import type { NewEntry } from '@/lib/domain/new-entry';
import { inRowTransaction } from '../executions/in-row-transaction';
import { cancelled } from './cancel-run';
import { endRun } from './end-run';
import { freeRun } from './free-run';
import { lockLease } from './lock-run';
import { notifyRuns } from './notify-runs';
import type { RunLease } from './run-lease';

/**
 * Gives a run back that a worker has interrupted: another one goes on at once or after some ms, and this
 * try does not count. One that is to be cancelled ends here. `lost`: the worker did not hold it any more, and nothing was written.
 */
export async function releaseRun(
  lease: RunLease,
  entries: readonly NewEntry[],
  afterMs = 0,
): Promise<'released' | 'lost'> {
  const outcome = await inRowTransaction(async (client, write) => {
    const run = await lockLease(client, lease);
    if (!run) return 'lost' as const;
    if (run.cancel_requested) {
      const end = cancelled(run.cancel_requested_by ?? 'somebody');
      const words = (ms: number) => [...entries, ...end.entries(ms)];
      await endRun(client, write, run, lease.workerId, { ...end, entries: words });
      return 'released' as const;
    }
    const tries = Math.max(run.tries - 1, 0);
    await freeRun(client, write, run, { workerId: lease.workerId, entries, tries, afterMs });
    return 'released' as const;
  });
  if (outcome === 'released') notifyRuns();
  return outcome;
}
