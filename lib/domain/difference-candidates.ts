import type { Saying } from './difference';
import type { Candidate, RunAt } from './difference-candidate';
import { RunSet } from './run-marks';
import { thresholds } from './threshold-candidates';

/** Most values of a path that are looked at, those of the most runs first. */
const MAX_PATH_VALUES = 200;
/** What holds for fewer runs says nothing about why runs fail. */
const MIN_RUNS = 3;

/**
 * Everything that can be said of a path.
 * @param runs that have it, in the order of time
 * @param all those without it as well
 */
export function candidatesAt(field: string, runs: readonly RunAt[], all: RunSet): Candidate[] {
  const present = new RunSet();
  const numbers = new RunSet();
  const byValue = new Map<string, RunSet>();
  let isMixed = false;
  for (const { isFailed, mark, facts } of runs) {
    present.add(isFailed, mark);
    if (facts.hasNumber) numbers.add(isFailed, mark);
    if (facts.hasOther) isMixed = true;
    for (const value of facts.values) {
      const set = byValue.get(value) ?? new RunSet();
      set.add(isFailed, mark);
      byValue.set(value, set);
    }
  }
  const found: Candidate[] = [];
  const say = (saying: Saying, set: RunSet) => found.push({ field, saying, runs: set, tries: 1 });
  say({ kind: 'present' }, present);
  say({ kind: 'missing' }, present.complementIn(all));
  for (const [value, set] of frequent(byValue)) {
    say({ kind: 'is', value }, set);
    say({ kind: 'is not', value }, set.complementIn(all));
  }
  if (isMixed && numbers.size > 0) {
    say({ kind: 'a number' }, numbers);
    say({ kind: 'no number' }, numbers.complementIn(present));
  }
  return byValue.size < MIN_RUNS ? found : [...found, ...thresholds(field, runs, all)];
}

function frequent(byValue: Map<string, RunSet>): [string, RunSet][] {
  const some = Array.from(byValue).filter(([, set]) => set.size >= MIN_RUNS);
  if (some.length <= MAX_PATH_VALUES) return some;
  return some.sort(([, a], [, b]) => b.size - a.size).slice(0, MAX_PATH_VALUES);
}
