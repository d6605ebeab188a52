import type { RunEnding } from '@/lib/db/runs/end-run';
import type { EndWords } from '@/lib/db/runs/sweep-handed-over';
import { lifecycleEntry } from '@/lib/domain/lifecycle-event';
import type { NewEntry } from '@/lib/domain/new-entry';
import type { Status } from '@/lib/domain/status';
import { formatDuration } from '@/lib/format/format-duration';
import type { RunOutcome } from './executor';

type Ended = Extract<RunOutcome, { kind: 'finished' | 'rejected' | 'refused' }>;

/** How an outcome is stored, and what the log says of it behind its last entries. */
export function runEnding(outcome: Ended, before: readonly NewEntry[]): RunEnding {
  if (outcome.kind === 'finished') {
    const { kind: _, ...rest } = outcome;
    const words = (durationMs: number) => endEntry(rest.status, durationMs, rest.validationMessage);
    return { ...rest, entries: (durationMs) => [...before, words(durationMs)] };
  }
  const status = outcome.kind === 'rejected' ? 'rejected' : 'failed';
  return {
    status,
    outputText: outcome.kind === 'rejected' ? outcome.outputText : null,
    raisedAction: null,
    validationMessage: outcome.reason,
    entries: (durationMs) => [...before, endEntry(status, durationMs, outcome.reason)],
  };
}

/** The reason of a rejection. */
export function overTime(allowedMs: number): string {
  return `Took longer than the ${formatDuration(allowedMs)} that it may`;
}

/** What is said of runs that another system has ended, or not. */
export const HANDED_OVER_WORDS: EndWords = {
  reported: (status, durationMs) => [endEntry(status, durationMs, null)],
  late: (allowedMs) => {
    const message = `The other system has not reported within ${formatDuration(allowedMs)}`;
    return { message, entries: [endEntry('rejected', allowedMs, message)] };
  },
};

const WORDS: Partial<Record<Status, string>> = {
  success: 'Run completed successfully',
  partially_executed: 'Run ended with steps that were not executed',
  rejected: 'Run was rejected',
};

function endEntry(status: Status, durationMs: number | null, message: string | null): NewEntry {
  const time =
    durationMs === null
      ? ''
      : ` ${status === 'success' ? 'in' : 'after'} ${formatDuration(durationMs)}`;
  const why = message && status !== 'success' ? `: ${message}` : '';
  const text = `${WORDS[status] ?? 'Run failed'}${time}${why}`;
  const event = status === 'success' ? 'run_completed' : 'run_failed';
  return lifecycleEntry(event, text, { status, duration_ms: durationMs });
}
