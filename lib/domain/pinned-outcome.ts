import type { RunRecord } from './run-record';

/**
 * What of a recording a case has to give again, as in the file of tests: outcome, message and stdout. The
 * rest, such as the lines that a traceback names, may change with the code. Null when none was recorded.
 */
export function pinnedOutcome(recorded: RunRecord): RunRecord | null {
  const { outcome, validation_message } = recorded.facts;
  const { stdout } = recorded.streams;
  if (stdout === null && outcome === null && validation_message === null) return null;
  return {
    ...recorded,
    streams: { stdout, stderr: null },
    facts: { outcome, validation_message, exit_code: null, result: null, mutations: null },
  };
}
