import { buildProgram } from '@/lib/bundle/build-program';
import { listExecutorStates } from '@/lib/db/runs/worker-record';
import type { ProjectId } from '@/lib/domain/project';
import type { RunnerPage } from '@/lib/domain/runner-settings';
import { sandboxState } from '@/lib/runner/sandbox/sandbox-state';
import { readRunner } from '@/lib/runner/settings/read-runner';

/** The settings of an action's retries, whether anybody takes them, and whether the sandbox can run there. */
export async function readRunnerPage(projectId: ProjectId, actionKey: string): Promise<RunnerPage> {
  const [settings, workers, here] = await Promise.all([
    readRunner(projectId, actionKey),
    listExecutorStates(),
    sandboxState(buildProgram),
  ]);
  const there = workers.flatMap(({ sandbox }) => (sandbox === undefined ? [] : [sandbox]));
  const isHere = { ok: true as const, python: here.ok ? here.sandbox.python.version : null };
  const reason = there.find((one) => one !== null);
  return {
    ...settings,
    hasWorker: workers.length > 0,
    sandbox: there.includes(null)
      ? isHere
      : reason
        ? { ok: false, reason }
        : here.ok
          ? isHere
          : here,
  };
}
