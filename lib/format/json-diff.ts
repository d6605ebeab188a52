import { diffArrays } from 'diff';
import type { JsonPath, PathStep } from '@/lib/domain/json-path';
import { JsonIdentities, keyOf } from './json-identity.ts';
import { LINE } from './json-line-table.ts';
import type { JsonLines } from './json-lines.ts';
import { isOpening, kindOf, matchingLine } from './json-links.ts';
import { jsonValueText } from './json-value-text.ts';

/** One place at which two documents differ, with the values as their producer wrote them. */
export interface JsonDifference {
  path: JsonPath;
  /** Null where there is none. */
  before: string | null;
  after: string | null;
}

/** Lists that differ in more than this many elements are compared place by place. */
const MAX_EDITS = 100;
/** Elements of all lists that are matched; what is left is compared place by place. */
const MAX_MATCHED = 100_000;

/** A value in one of the documents: its line. */
type Side = number | null;

interface Pair {
  before: Side;
  after: Side;
  path: Path | null;
}

/** Elements that may still be matched. */
interface Budget {
  elements: number;
}

/** From the inside out, so that siblings share what is above them. */
interface Path {
  step: PathStep;
  above: Path | null;
}

/**
 * Where two JSON documents differ, path by path: what one has and the other has not is one difference
 * with all that is below it. Members are matched by key, a key that occurs twice by its occurrence;
 * elements so that as many as can be stay equal. Null when one of them is no JSON.
 *
 * @param most differences that are described; `total` counts the others as well
 */
export function jsonDiff(
  before: JsonLines,
  after: JsonLines,
  most: number,
): { differences: JsonDifference[]; total: number } | null {
  if (before.fault || after.fault) return null;
  const identities = new JsonIdentities();
  const [left, right] = [identities.of(before), identities.of(after)];
  const differences: JsonDifference[] = [];
  let total = 0;
  const budget = { elements: MAX_MATCHED };
  const pending: Pair[] = [{ before: 0, after: 0, path: null }];
  for (let pair = pending.pop(); pair; pair = pending.pop()) {
    if (pair.before !== null && pair.after !== null) {
      if (left[pair.before] === right[pair.after]) continue;
      const inner = innerPairs(
        before,
        pair.before,
        after,
        pair.after,
        left,
        right,
        pair.path,
        budget,
      );
      if (inner) {
        // The last that is put away is the first that is taken up.
        pending.push(...inner.reverse());
        continue;
      }
    }
    total += 1;
    if (differences.length === most) continue;
    differences.push({
      path: stepsOf(pair.path),
      before: pair.before === null ? null : jsonValueText(before, pair.before),
      after: pair.after === null ? null : jsonValueText(after, pair.after),
    });
  }
  return { differences, total };
}

/** The pairs of what is inside two containers of one kind; null for anything else. */
function innerPairs(
  before: JsonLines,
  beforeLine: number,
  after: JsonLines,
  afterLine: number,
  left: Uint32Array,
  right: Uint32Array,
  above: Path | null,
  budget: Budget,
): Pair[] | null {
  const kinds = [kindOf(before, beforeLine), kindOf(after, afterLine)];
  const [mine, theirs] = [childrenOf(before, beforeLine), childrenOf(after, afterLine)];
  if (kinds.every((kind) => kind === LINE.object || kind === LINE.emptyObject)) {
    return memberPairs(membersOf(before, mine), membersOf(after, theirs), above);
  }
  if (kinds.every((kind) => kind === LINE.array || kind === LINE.emptyArray)) {
    return elementPairs(mine, theirs, left, right, above, budget);
  }
  return null;
}

function childrenOf(lines: JsonLines, line: number): number[] {
  if (!isOpening(lines, line)) return [];
  const children: number[] = [];
  const end = matchingLine(lines, line);
  for (let child = line + 1; child < end; child = matchingLine(lines, child) + 1) {
    children.push(child);
  }
  return children;
}

/** By key and occurrence. */
function membersOf(lines: JsonLines, children: readonly number[]): Map<string, [string, number]> {
  const members = new Map<string, [string, number]>();
  const seen = new Map<string, number>();
  for (const line of children) {
    const key = keyOf(lines, line);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    members.set(`${nth} ${key}`, [key, line]);
  }
  return members;
}

function memberPairs(
  mine: Map<string, [string, number]>,
  theirs: Map<string, [string, number]>,
  above: Path | null,
): Pair[] {
  const pairs: Pair[] = [];
  for (const [name, [key, line]] of mine) {
    const other = theirs.get(name)?.[1] ?? null;
    pairs.push({ before: line, after: other, path: { step: { key }, above } });
  }
  for (const [name, [key, line]] of theirs) {
    if (!mine.has(name)) pairs.push({ before: null, after: line, path: { step: { key }, above } });
  }
  return pairs;
}

/** What was taken out and what was put in at the same place is what was changed there. */
function elementPairs(
  mine: readonly number[],
  theirs: readonly number[],
  left: Uint32Array,
  right: Uint32Array,
  above: Path | null,
  budget: Budget,
): Pair[] {
  budget.elements -= mine.length + theirs.length;
  const [mineIs, theirsIs] = [mine.map((line) => left[line]), theirs.map((line) => right[line])];
  const { start, end } = sameEnds(mineIs, theirsIs);
  const runs =
    budget.elements < 0
      ? undefined
      : diffArrays(
          mineIs.slice(start, mineIs.length - end),
          theirsIs.slice(start, theirsIs.length - end),
          { maxEditLength: MAX_EDITS },
        );
  const pairs: Pair[] = [];
  let [i, j] = runs ? [start, start] : [0, 0];
  const pairUp = (removed: number, added: number) => {
    for (let n = 0; n < Math.max(removed, added); n += 1) {
      const index = n < added ? j + n : i + n;
      pairs.push({
        before: n < removed ? (mine[i + n] ?? null) : null,
        after: n < added ? (theirs[j + n] ?? null) : null,
        path: { step: { index }, above },
      });
    }
    i += removed;
    j += added;
  };
  if (!runs) {
    pairUp(mine.length, theirs.length);
    return pairs;
  }
  let [removed, added] = [0, 0];
  for (const run of runs) {
    if (run.removed) removed += run.count;
    else if (run.added) added += run.count;
    else {
      pairUp(removed, added);
      [removed, added] = [0, 0];
      i += run.count;
      j += run.count;
    }
  }
  pairUp(removed, added);
  return pairs;
}

/**
 * How many elements are equal at both ends. They are left out of the matching: of a list that holds
 * the same twice, with one of them changed, it might keep the wrong one.
 */
function sameEnds<T>(mine: readonly T[], theirs: readonly T[]): { start: number; end: number } {
  const shorter = Math.min(mine.length, theirs.length);
  let start = 0;
  while (start < shorter && mine[start] === theirs[start]) start += 1;
  let end = 0;
  while (end < shorter - start && mine.at(-1 - end) === theirs.at(-1 - end)) end += 1;
  return { start, end };
}

function stepsOf(path: Path | null): PathStep[] {
  const steps: PathStep[] = [];
  for (let at = path; at; at = at.above) steps.push(at.step);
  return steps.reverse();
}
