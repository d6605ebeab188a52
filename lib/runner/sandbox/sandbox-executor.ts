import type { Executor, RunControl, RunJob, RunOutcome } from '../executor';
import { describeEnd } from './describe-end';
import { frozenText } from './frozen-text';
import { type RunInSandbox, runInSandbox } from './run-in-sandbox';
import type { BuildProgram, SandboxState } from './sandbox';
import { sandboxLimits } from './sandbox-limits';

/**
 * Runs the code of an execution in a sandbox of its own. `state` is what the probe at the start of the
 * process has found: where no sandbox can be made, every run is refused with the reason, never run
 * without one. `runIn` says by whom sandboxes are started.
 */
export function createSandboxExecutor(
  state: SandboxState,
  buildProgram: BuildProgram,
  runIn: RunInSandbox = runInSandbox,
): Executor {
  return { run: (job, control) => run(state, buildProgram, runIn, job, control) };
}

async function run(
  state: SandboxState,
  buildProgram: BuildProgram,
  runIn: RunInSandbox,
  job: RunJob,
  control: RunControl,
): Promise<RunOutcome> {
  if (!state.ok) return { kind: 'refused', reason: state.reason };
  if (job.code === null) {
    return { kind: 'refused', reason: 'No code was sent with this execution' };
  }
  const frozen = frozenText(job.outputText);
  const program = buildProgram({
    code: job.code,
    contextText: job.contextText,
    frozenText: frozen.text,
  });
  if (control.signal.aborted) return { kind: 'stopped' };
  const limits = sandboxLimits(job.allowedMs);
  const end = await runIn(state.sandbox, {
    program,
    limits,
    hashSeed: frozen.hashSeed,
    signal: control.signal,
    onPause: (listener) => control.paused.onChange(listener),
  });
  return describeEnd(end, limits, job.actionKey);
}
