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
  const there = workers.flatMap(({ sandbox }) => sandbox ?? []);
  const state = there.find(({ problem }) => problem === null) ?? there[0];
  const known = state ?? (here.ok ? { problem: null, python: here.sandbox.python.version } : null);
  const problem = known ? known.problem : here.ok ? null : here.reason;
  return {
    ...settings,
    hasWorker: workers.length > 0,
    sandbox:
      problem === null
        ? { ok: true, python: known?.python ?? null }
        : { ok: false, reason: problem },
  };
}
