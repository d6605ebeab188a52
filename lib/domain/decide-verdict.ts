import type { Verdict } from './verdict';

/** What a rerun says of itself. */
export const RERUN_OUTCOMES = ['same', 'different', 'non_deterministic', 'needs_network'] as const;

export interface Rerun {
  outcome: (typeof RERUN_OUTCOMES)[number];
  /** Version of the Python that ran it. */
  python: string;
  implementation: 'cpython' | 'pyodide';
  /** The same but for memory addresses. */
  masked: boolean;
}

export interface VerdictDecision {
  /** What the execution's verdict is then. */
  verdict: Verdict;
  /** Whether the report decided it. */
  counted: boolean;
  /** In words, for whoever sent the report. */
  reason: string;
}

/** `3.11` of `3.11.7`, or null for what is no version. */
function minorOf(python: string | null): string | null {
  return /^\d+\.\d+/.exec(python ?? '')?.[0] ?? null;
}

/**
 * What a rerun makes of the verdict of an execution. Only a difference on the Python that recorded it
 * is one of the execution: other versions word their errors differently, and a browser is another
 * machine.
 *
 * @param recordedPython version that the recording names, or null
 * @param present the verdict until now
 */
export function decideVerdict(
  { outcome, python, implementation, masked }: Rerun,
  recordedPython: string | null,
  present: Verdict,
): VerdictDecision {
  const counts = (verdict: Verdict, reason: string) => ({ verdict, counted: true, reason });
  switch (outcome) {
    case 'same':
      return counts(
        'verified',
        masked
          ? 'the same as recorded, memory addresses apart'
          : 'the same as recorded, byte for byte',
      );
    case 'non_deterministic':
      return counts('non_deterministic', 'two reruns of the same file differ from each other');
    case 'needs_network':
      return counts('needs_network', 'it asks the network for something that is not recorded');
    case 'different': {
      if (implementation === 'pyodide') {
        const reason =
          'rerun in a browser: sets have another order there, errors other numbers, and there are no threads';
        return { verdict: present, counted: false, reason };
      }
      const [recorded, now] = [minorOf(recordedPython), minorOf(python)];
      if (recorded !== null && recorded === now) {
        return counts('diverged', `not the same as recorded, on the recorded Python ${recorded}`);
      }
      const reason =
        recorded === null
          ? 'the recording does not say which Python made it, and another version may word things differently'
          : `recorded with Python ${recorded}, rerun with ${now ?? python}: another version may word things differently`;
      return { verdict: present, counted: false, reason };
    }
  }
}
