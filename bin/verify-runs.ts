import { findRecordedProgram } from '@/lib/bundle/find-recorded-program';
import { reportVerdict } from '@/lib/bundle/report-verdict';
import type { RunLease } from '@/lib/db/runs/run-lease';
import { AppError } from '@/lib/domain/app-error';
import type { RunInSandbox } from '@/lib/runner/sandbox/run-in-sandbox';
import type { Sandbox } from '@/lib/runner/sandbox/sandbox';
import { verifyInSandbox } from '@/lib/runner/sandbox/verify-in-sandbox';
import { whileIdle } from './while-idle';

/** Of more than so many that wait nobody looks at the verdict soon; they stay "not tried". */
const MOST_WAITING = 1_000;

/**
 * Gives every recording that a run in the sandbox has made its verdict: whether the download gives the
 * same again. One at a time, and only while the worker has nothing to run; what waits at the stop is left.
 */
export function verifyRuns(
  sandbox: Sandbox,
  runIn: RunInSandbox,
): {
  onEnd: (lease: RunLease, isBusy: () => boolean) => void;
  stop: () => Promise<void>;
} {
  const ending = new AbortController();
  const idle = whileIdle(async (lease: RunLease) => {
    try {
      await verify(lease);
    } catch (error) {
      // It changed meanwhile: what was tried is not what is there.
      if (error instanceof AppError && error.code === 'conflict') return;
      console.error(`the recording of ${lease.executionId} was not verified:`, error);
    }
  }, MOST_WAITING);

  async function verify({ projectId, executionId, workerId }: RunLease): Promise<void> {
    const recorded = await findRecordedProgram(projectId, executionId);
    const report = recorded && (await verifyInSandbox(sandbox, recorded, ending.signal, runIn));
    if (!report) return;
    await reportVerdict(projectId, executionId, report, { source: 'runner', name: workerId });
  }

  return {
    onEnd: (lease, isBusy) => {
      if (lease.executor === 'sandbox') idle.add(lease, isBusy);
      else idle.resume(isBusy);
    },
    stop: () => {
      ending.abort();
      return idle.stop();
    },
  };
}
