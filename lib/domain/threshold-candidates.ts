import type { Candidate, RunAt } from './difference-candidate';
import { roundBetween } from './round-between';
import { RunSet } from './run-marks';

/** Of fewer numbers there is no threshold. */
const MIN_NUMBERS = 6;

/** Of a list of numbers the largest counts towards "at least", the smallest towards "at most". */
export function thresholds(field: string, runs: readonly RunAt[], all: RunSet): Candidate[] {
  const numeric = runs.filter(({ facts }) => facts.hasNumber && !Number.isNaN(facts.min));
  if (numeric.length < MIN_NUMBERS || isClock(numeric)) return [];
  const both = [bestCut(field, numeric, all, 'at least'), bestCut(field, numeric, all, 'at most')];
  return both.filter((candidate) => candidate !== null);
}

/** The threshold that tells the two kinds of runs apart best, in the gap between two numbers. */
function bestCut(
  field: string,
  runs: readonly RunAt[],
  all: RunSet,
  kind: 'at least' | 'at most',
): Candidate | null {
  const value = ({ facts }: RunAt) => (kind === 'at least' ? facts.max : -facts.min);
  const sorted = (isFailed: boolean) =>
    Float64Array.from(runs.filter((run) => run.isFailed === isFailed).map(value)).sort();
  const cuts = { failed: sorted(true), succeeded: sorted(false), all };
  let [tries, most] = [0, 0];
  eachCut(cuts, (difference) => {
    tries += 1;
    most = Math.max(most, difference);
  });
  // One run more or less is chance: of what is about as good as the best, the widest gap is the limit.
  const asGood = most - 1.01 / Math.min(all.failed, all.succeeded);
  let best = { low: 0, high: 0 };
  eachCut(cuts, (difference, low, high) => {
    if (difference >= asGood && high - low > best.high - best.low) best = { low, high };
  });
  const text = roundBetween(best.low, best.high);
  if (most === 0 || !text) return null;
  const set = new RunSet();
  for (const run of runs) if (value(run) >= best.high) set.add(run.isFailed, run.mark);
  return {
    field,
    saying: { kind, value: kind === 'at least' ? text : negated(text) },
    runs: set,
    tries,
  };
}

interface Cuts {
  /** Ascending. */
  failed: Float64Array;
  succeeded: Float64Array;
  all: RunSet;
}

/** Every gap between two neighbouring numbers, with the difference of shares of what lies above. */
function eachCut(
  { failed, succeeded, all }: Cuts,
  visit: (difference: number, low: number, high: number) => void,
): void {
  let [f, s] = [failed.length - 1, succeeded.length - 1];
  let high = Math.max(failed[f] ?? -Infinity, succeeded[s] ?? -Infinity);
  while (f >= 0 || s >= 0) {
    while (f >= 0 && failed[f] === high) f -= 1;
    while (s >= 0 && succeeded[s] === high) s -= 1;
    const low = Math.max(failed[f] ?? -Infinity, succeeded[s] ?? -Infinity);
    if (low === -Infinity) return;
    const above = (failed.length - 1 - f) / all.failed;
    visit(above - (succeeded.length - 1 - s) / all.succeeded, low, high);
    high = low;
  }
}

function negated(text: string): string {
  if (text === '0') return text;
  return text.startsWith('-') ? text.slice(1) : `-${text}`;
}

/** In s or ms, of this time. */
const isUnixTime = (n: number) => (n > 1e9 && n < 2.2e9) || (n > 1e12 && n < 2.2e12);
/** Share of the numbers, or of the steps from one to the next. */
const NEARLY_ALL = 0.9;

/**
 * Numbers that differ between any two runs and grow from run to run, such as serial numbers and
 * times: they tell the earlier from the later rather than the failed from the others.
 */
function isClock(inOrder: readonly RunAt[]): boolean {
  const values = inOrder.map(({ facts }) => facts.max);
  if (new Set(values).size < values.length * NEARLY_ALL) return false;
  if (values.every(isUnixTime)) return true;
  const growing = values.filter((value, i) => i > 0 && value > (values[i - 1] ?? 0)).length;
  const share = growing / (values.length - 1);
  return share >= NEARLY_ALL || share <= 1 - NEARLY_ALL;
}
