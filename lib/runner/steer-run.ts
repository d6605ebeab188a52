import { cancelRun } from '@/lib/db/runs/cancel-run';
import { pauseRun, resumeRun } from '@/lib/db/runs/pause-run';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { RunWishKind, SteerOutcome } from '@/lib/domain/run-steering';

/**
 * Cancels, pauses or resumes the run of an execution. Asked twice it does nothing more. Throws
 * `conflict` where there is no open run, and where another system has it that cannot be paused.
 * @param by name of the person, or of the API key
 */
export async function steerRun(
  projectId: ProjectId,
  id: ExecutionId,
  wish: RunWishKind,
  by: string,
): Promise<SteerOutcome> {
  const outcome =
    wish === 'cancel'
      ? await cancelRun(projectId, id, by)
      : await (wish === 'pause' ? pauseRun : resumeRun)(projectId, id);
  if (outcome === 'none') {
    throw new AppError(
      'conflict',
      `There is no run to ${wish}: it is over, or Runlens does not run it`,
    );
  }
  if (outcome === 'handed_over') {
    throw new AppError('conflict', 'Another system has this run: it cannot be paused from here');
  }
  return outcome === 'asked' ? 'asked' : 'done';
}
