import type { RunOutcome } from '../executor';
import { outputText } from './output-text';
import { readOutcome } from './read-outcome';
import type { SandboxEnd, SandboxLimits } from './run-in-sandbox';

/** Longest message of an end that is kept, in characters. */
const MAX_MESSAGE = 1_000_000;

/** SIGXCPU: the kernel's word for "over the limit of processor time". */
const OVER_CPU = 128 + 24;

/** What a run in the sandbox came to. `actionKey`: whose code it was. */
export function describeEnd(
  end: SandboxEnd,
  limits: SandboxLimits,
  actionKey: string | null,
): RunOutcome {
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
    raisedAction: raised ? actionKey : null,
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
