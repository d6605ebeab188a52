import type { Verdict } from './verdict';

/** How the executions of an action that somebody has rerun came out. */
export interface VerdictRate {
  /** Most frequent first; what no execution has is left out. */
  counts: readonly { verdict: Verdict; count: number }[];
  tried: number;
  /** False where there are more: the newest were counted. */
  isAll: boolean;
}
