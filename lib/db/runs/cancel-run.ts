import type { ExecutionId } from '@/lib/domain/execution-id';
import { lifecycleEntry } from '@/lib/domain/lifecycle-event';
import type { ProjectId } from '@/lib/domain/project';
import { inRowTransaction } from '../executions/in-row-transaction';
import { endRun, type RunEnding } from './end-run';
import { lockRunOf } from './lock-run';
import { notifyRuns } from './notify-runs';

/** `asked`: a worker holds the run and stops it. `none`: there is no open run. */
export type CancelOutcome = 'cancelled' | 'asked' | 'none';

/** The end of a run that somebody cancelled. */
export function cancelled(by: string): RunEnding {
  return {
    status: 'failed',
    outputText: null,
    raisedAction: null,
    validationMessage: `Cancelled by ${by}`,
    entries: () => [lifecycleEntry('run_cancelled', `Cancelled by ${by}`, { by })],
  };
}

/** Cancels the open run of an execution: at once where nobody holds it, else by its worker. */
export async function cancelRun(
  projectId: ProjectId,
  executionId: ExecutionId,
  by: string,
): Promise<CancelOutcome> {
  const outcome = await inRowTransaction(async (client, write) => {
    const run = await lockRunOf(client, projectId, executionId);
    if (!run) return 'none';
    if (run.worker_id !== null && run.state !== 'handed_over') {
      await client.query(
        `UPDATE runlens.runs SET cancel_requested = true,
           cancel_requested_by = coalesce(cancel_requested_by, $2) WHERE id = $1`,
        [run.id, by],
      );
      return 'asked';
    }
    return (await endRun(client, write, run, run.worker_id, cancelled(by))) === 'ended'
      ? 'cancelled'
      : 'none';
  });
  if (outcome !== 'none') notifyRuns();
  return outcome;
}
