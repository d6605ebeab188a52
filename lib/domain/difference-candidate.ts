import type { Saying } from './difference';
import type { PathFacts } from './run-facts';
import type { Mark, RunSet } from './run-marks';

/** Something that may or may not hold for a run, with the runs for which it does. */
export interface Candidate {
  field: string;
  saying: Saying;
  runs: RunSet;
  /** Of how many it was chosen because of what it holds for: one, or all the places of a threshold. */
  tries: number;
}

/** A run with what stands at one path. */
export interface RunAt {
  isFailed: boolean;
  mark: Mark;
  facts: PathFacts;
}
