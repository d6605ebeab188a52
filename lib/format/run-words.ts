import type { RunComparison } from '@/lib/domain/compare-runs';
import { formatBytes } from './format-bytes';

/** What is said of a run in the browser that has come to its end. */
export interface RunWords {
  headline: string;
  detail: string;
  tone: 'same' | 'different' | 'plain';
}

interface RunFacts {
  ending: 'finished' | 'stopped' | 'timeout' | 'output_limit' | 'crashed';
  /** What killed the interpreter. */
  message: string | null;
  limitMs: number;
  outputBytes: number;
  comparison: RunComparison | null;
  isRecorded: boolean;
  edited: readonly string[];
  python: string;
  recordedPython: string | null;
}

const minorOf = (version: string) => version.split('.').slice(0, 2).join('.');

function plain({ ending, message, limitMs, outputBytes, isRecorded }: RunFacts): string {
  switch (ending) {
    case 'finished':
      return isRecorded ? 'Finished.' : 'Not recorded: nothing to compare with.';
    case 'stopped':
      return 'Stopped.';
    case 'timeout':
      return `Ended after ${limitMs / 1_000} s, the longest that a run may take here.`;
    case 'output_limit':
      return `Ended after ${formatBytes(outputBytes)} of output, the most that a run may print here.`;
    case 'crashed':
      return `Python broke down: ${message ?? 'it does not say why'}`;
  }
}

/** SAME or DIFFERENT in words, with both versions of Python; or why nothing was compared. */
export function runWords(run: RunFacts): RunWords {
  const { comparison, python, recordedPython, edited } = run;
  const versions = `Python ${python} in your browser, recorded with ${recordedPython ?? 'an unknown version'}.`;
  if (!comparison) {
    return { headline: plain(run), detail: `Python ${python} in your browser.`, tone: 'plain' };
  }
  const changed = edited.length > 0 ? `With edited ${edited.join(' and ')}: ` : '';
  if (comparison.isSame) {
    const apart = comparison.isMasked ? ', memory addresses apart' : '';
    return { headline: `${changed}SAME as recorded${apart}.`, detail: versions, tone: 'same' };
  }
  const parts = comparison.differences.map(({ part }) => part.replace('_', ' ')).join(', ');
  const isOther = recordedPython !== null && minorOf(recordedPython) !== minorOf(python);
  const exact = isOther
    ? ` Another version may word its own errors otherwise; the downloaded file is exact on ${minorOf(recordedPython)}.`
    : '';
  return {
    headline: `${changed}DIFFERENT: ${parts}.`,
    detail: versions + exact,
    tone: 'different',
  };
}
