import type { Difference, Saying } from './difference';
import type { Candidate, RunAt } from './difference-candidate';
import { candidatesAt } from './difference-candidates';
import type { RunFacts } from './run-facts';
import { RunSet, runMarks } from './run-marks';
import { chanceOf, type Shares, sureDifference } from './share-test';

/** Of all reports, how many may say something that is chance. */
const MAX_CHANCE = 0.001;
/** A smaller difference of shares explains nothing, however sure it is. */
const MIN_DIFFERENCE = 0.1;
const MAX_FOUND = 12;
const MAX_ALIKE = 20;

export interface ComparedRun {
  isFailed: boolean;
  facts: RunFacts;
}

export interface Explanation {
  differences: readonly Difference[];
  /** Different things that were tried; the more, the surer one must be. */
  tested: number;
  paths: number;
}

/** What tells failed runs from successful ones; see explainSteps. */
export function explainDifference(runs: readonly ComparedRun[], hint = ''): Explanation {
  const steps = explainSteps(runs, hint);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/**
 * Of everything that can be said of a path, what holds for more of the failed runs than of the
 * successful ones, the surest first. Nothing is said that could well be chance among so many tries
 * (Fisher's test, Bonferroni's correction). Yields after every path, so that other work can run.
 *
 * @param runs oldest first
 * @param hint what the failures say: of statements that hold for the same runs, one about a name in it
 *   comes first
 */
export function* explainSteps(
  runs: readonly ComparedRun[],
  hint: string,
): Generator<undefined, Explanation, undefined> {
  const { all, paths } = byPath(runs);
  /** Those that hold for the same runs are one. */
  const distinct = new Map<string, Candidate[]>();
  let chosen = 0;
  for (const [path, at] of paths) {
    for (const candidate of candidatesAt(path, at, all)) {
      chosen += candidate.tries - 1;
      const same = distinct.get(candidate.runs.mark);
      if (same) same.push(candidate);
      else distinct.set(candidate.runs.mark, [candidate]);
    }
    yield;
  }
  const tested = distinct.size + chosen;
  const differences =
    all.failed === 0 || all.succeeded === 0 ? [] : rank(distinct, all, { tested, hint });
  return { differences, tested, paths: paths.size };
}

function byPath(runs: readonly ComparedRun[]): { all: RunSet; paths: Map<string, RunAt[]> } {
  const nextMark = runMarks();
  const all = new RunSet();
  const paths = new Map<string, RunAt[]>();
  for (const { isFailed, facts: run } of runs) {
    const mark = nextMark();
    all.add(isFailed, mark);
    for (const [path, facts] of run.paths) {
      const at = paths.get(path);
      if (at) at.push({ isFailed, mark, facts });
      else paths.set(path, [{ isFailed, mark, facts }]);
    }
  }
  return { all, paths };
}

function rank(
  distinct: Map<string, Candidate[]>,
  all: RunSet,
  { tested, hint }: { tested: number; hint: string },
): Difference[] {
  const of = { failedOf: all.failed, succeededOf: all.succeeded };
  const found: { shares: Shares; sure: number; candidates: Candidate[] }[] = [];
  for (const candidates of distinct.values()) {
    const [first] = candidates;
    if (!first) continue;
    const shares = { failed: first.runs.failed, succeeded: first.runs.succeeded, ...of };
    const difference = shares.failed / of.failedOf - shares.succeeded / of.succeededOf;
    if (difference < MIN_DIFFERENCE) continue;
    if (chanceOf(shares) * tested > MAX_CHANCE) continue;
    found.push({ shares, sure: sureDifference(shares), candidates });
  }
  found.sort((a, b) => b.sure - a.sure);
  const words = new Set<string>(hint.toLowerCase().match(/[\p{L}\p{N}_]{3,}/gu));
  return oneOfEachPath(
    found.map(({ shares, candidates }) => toDifference(shares, candidates, words)),
  );
}

/** The best that is said of a path; the rest of it says the same in a weaker way. */
function oneOfEachPath(differences: readonly Difference[]): Difference[] {
  const seen = new Set<string>();
  return differences.filter(({ field }) => !seen.has(field) && seen.add(field)).slice(0, MAX_FOUND);
}

/** The plainest first: what something is, then whether it is there, then its size. */
const PLAINNESS: Record<Saying['kind'], number> = {
  missing: 0,
  is: 1,
  present: 2,
  'at least': 3,
  'at most': 3,
  'a number': 4,
  'no number': 4,
  'is not': 5,
};

const LAST_KEY = /[\p{L}\p{N}_]+(?=[^\p{L}\p{N}_]*$)/u;

/** Smaller comes first: what the failures speak of, what is not there, what is plain to say. */
function order({ field, saying }: Candidate, words: ReadonlySet<string>): number {
  const key = LAST_KEY.exec(field)?.[0].toLowerCase() ?? '';
  const isNull = saying.kind === 'is' && saying.value === 'null';
  return (words.has(key) ? 0 : 10) + (isNull ? 0 : PLAINNESS[saying.kind]);
}

function toDifference(
  shares: Shares,
  candidates: readonly Candidate[],
  words: ReadonlySet<string>,
): Difference {
  const sorted = candidates.toSorted(
    (a, b) =>
      order(a, words) - order(b, words) ||
      a.field.length - b.field.length ||
      (a.field < b.field ? -1 : 1),
  );
  const [best, ...rest] = sorted;
  if (!best) throw new Error('nothing to say');
  const others = new Map<string, { field: string; saying: Saying }>();
  for (const { field, saying } of rest) {
    if (field !== best.field && !others.has(field)) others.set(field, { field, saying });
  }
  return {
    field: best.field,
    saying: best.saying,
    ...shares,
    alike: Array.from(others.values()).slice(0, MAX_ALIKE),
  };
}
