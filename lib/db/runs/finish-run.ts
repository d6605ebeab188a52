import { inRowTransaction } from '../executions/in-row-transaction';
import { type EndOutcome, endRun, type RunEnding } from './end-run';
import { lockLease } from './lock-run';
import { notifyRuns } from './notify-runs';
import type { RunLease } from './run-lease';

/**
 * Stores how a run ended, in one transaction: outcome, recording, last entries, counts, and the run
 * leaves the queue. `lost`: the lease is another worker's by now, and nothing was written.
 */
export async function finishRun(lease: RunLease, ending: RunEnding): Promise<EndOutcome | 'lost'> {
  const outcome = await inRowTransaction(async (client, write) => {
    const run = await lockLease(client, lease);
    return run ? endRun(client, write, run, lease.workerId, ending) : ('lost' as const);
  });
  // There is room for another run of the action.
  if (outcome !== 'lost') notifyRuns();
  return outcome;
}
