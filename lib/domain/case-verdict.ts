import type { BrowserLimits } from './browser-limits';
import type { RunComparison } from './compare-runs';

/** What a run of a case in the browser says of it. */
export type CaseVerdict =
  | { kind: 'waiting' | 'running' | 'stopped' }
  /** `isMasked`: but for addresses in memory. */
  | { kind: 'same'; isMasked: boolean }
  /** `notes`: what the code wants that a browser does not have, which may be the reason. */
  | { kind: 'different'; differences: RunComparison['differences']; notes: string[] }
  /** It did not come to an end that could be compared. */
  | { kind: 'cannot'; why: string[] }
  /** It was not run. */
  | { kind: 'failed'; message: string };

interface EndedCase {
  wasStopped: boolean;
  comparison: RunComparison | null;
  limits: BrowserLimits;
  /** How it ended, as a sentence: said where nothing could be compared. */
  ended: string;
}

/** Decides it from a run that has ended. A difference that the browser makes is no difference. */
export function decideCaseVerdict({
  wasStopped,
  comparison,
  limits,
  ended,
}: EndedCase): CaseVerdict {
  if (wasStopped) return { kind: 'stopped' };
  if (comparison?.isSame) return { kind: 'same', isMasked: comparison.isMasked };
  if (limits.met.length > 0) return { kind: 'cannot', why: limits.met };
  if (!comparison) return { kind: 'cannot', why: [ended] };
  return { kind: 'different', differences: comparison.differences, notes: limits.ahead };
}
