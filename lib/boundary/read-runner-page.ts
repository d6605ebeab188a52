import { buildProgram } from '@/lib/bundle/build-program';
import type { ProjectId } from '@/lib/domain/project';
import type { RunnerPage } from '@/lib/domain/runner-settings';
import { sandboxState } from '@/lib/runner/sandbox/sandbox-state';
import { readRunner } from '@/lib/runner/settings/read-runner';

/** The settings of an action's retries, and whether the sandbox can run on this machine. */
export async function readRunnerPage(projectId: ProjectId, actionKey: string): Promise<RunnerPage> {
  const [settings, state] = await Promise.all([
    readRunner(projectId, actionKey),
    sandboxState(buildProgram),
  ]);
  return {
    ...settings,
    sandbox: state.ok ? { ok: true, python: state.sandbox.python.version } : state,
  };
}
