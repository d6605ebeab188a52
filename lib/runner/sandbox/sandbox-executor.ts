import type { Executor, RunControl, RunJob, RunOutcome } from '../executor';
import { frozenText } from './frozen-text';
import { outputText } from './output-text';
import { readOutcome } from './read-outcome';
import { runInSandbox, type SandboxEnd, type SandboxLimits } from './run-in-sandbox';
import type { BuildProgram, SandboxState } from './sandbox';
import { sandboxLimits } from './sandbox-limits';

/** Longest message of an end that is kept, in characters. */
const MAX_MESSAGE = 1_000_000;

/** SIGXCPU: the kernel's word for "over the limit of processor time". */
const OVER_CPU = 128 + 24;

/**
 * Runs the code of an execution in a sandbox of its own. `state` is what the probe at the start of the
 * process has found: where no sandbox can be made, every run is refused with the reason, never run
 * without one.
 */
export function createSandboxExecutor(state: SandboxState, buildProgram: BuildProgram): Executor {
  return { run: (job, control) => run(state, buildProgram, job, control) };
}

async function run(
  state: SandboxState,
  buildProgram: BuildProgram,
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
  const end = await runInSandbox(state.sandbox, {
    program,
    limits,
    hashSeed: frozen.hashSeed,
    signal: control.signal,
    onPause: (listener) => control.paused.onChange(listener),
  });
  return describe(end, limits, job);
}

function describe(end: SandboxEnd, limits: SandboxLimits, job: RunJob): RunOutcome {
  if (end.stop === 'signal') return { kind: 'stopped' };
  if (end.refusal !== null) {
    return { kind: 'refused', reason: `The sandbox could not be made: ${end.refusal}` };
  }
  const program = readOutcome(end.outcome);
  const { exitCode, stdout, stderr } = end;
  const overCpu = program.outcome === null && end.stop === null && exitCode === OVER_CPU;
  if (end.stop === 'wall' || overCpu) {
    const seconds = limits.wallMs / 1000;
    const reason = overCpu
      ? `Stopped after ${limits.cpuS} s of processor time`
      : `Stopped after ${seconds} s`;
    return {
      kind: 'rejected',
      reason,
      outputText: outputText({
        ...{ stdout, stderr, program, outcome: 'timeout', validationMessage: reason },
        exitCode: 137,
        timeoutS: seconds,
      }),
    };
  }
  const kind = end.stop === null ? endOf(program.outcome, exitCode) : 'killed';
  const message =
    end.stop === null
      ? (program.validationMessage?.slice(0, MAX_MESSAGE) ?? null)
      : why(end.stop, limits);
  const raised = ['rejected', 'warned', 'error'].includes(kind) || message !== null;
  const failed =
    ['rejected', 'error', 'killed'].includes(kind) || (kind === 'exit' && exitCode !== 0);
  return {
    kind: 'finished',
    status: failed ? 'failed' : 'success',
    raisedAction: raised ? job.actionKey : null,
    validationMessage: message,
    outputText: outputText({
      ...{ stdout, stderr, exitCode, program, outcome: kind, validationMessage: message },
      timeoutS: null,
    }),
  };
}

/**
 * The program's word for its end, as long as the exit code that the server saw does not speak against it:
 * code that forges "ok" and dies has not succeeded.
 */
function endOf(outcome: string | null, exitCode: number): string {
  if (outcome === null) return exitCode > 128 ? 'killed' : 'exit';
  const isFine = outcome === 'ok' || outcome === 'warned';
  if (isFine && exitCode !== 0) return exitCode > 128 ? 'killed' : 'exit';
  return outcome;
}

function why(stop: NonNullable<SandboxEnd['stop']>, limits: SandboxLimits): string {
  if (stop === 'files') return `Stopped: it made more than ${limits.files} files`;
  return `Stopped: more than ${limits.outputBytes / 1024 / 1024} MiB on ${stop}`;
}
