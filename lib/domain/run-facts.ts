import { printJsonPath } from './json-path';
import type { PathRoot } from './query-fields';
import { decode, walkRawJson } from './walk-raw-json';

/** Most paths of one run. */
export const MAX_RUN_PATHS = 500;
/** Most different values of one path in one run: elements of a list. */
const MAX_RUN_VALUES = 50;
/** Longer texts are no values that somebody filters by. */
const MAX_VALUE_LENGTH = 120;

/** What stands at one path of one run. */
export interface PathFacts {
  /** Scalars in the spelling of the query language, `null` included. */
  values: string[];
  hasNumber: boolean;
  /** A text, a boolean, an object or a list. */
  hasOther: boolean;
  /** Of the numbers; NaN without any. */
  min: number;
  max: number;
}

/** What is known of one run, by field or path. */
export interface RunFacts {
  paths: Map<string, PathFacts>;
  /** It has more paths than are looked at. */
  isCut: boolean;
}

export function emptyFacts(): RunFacts {
  return { paths: new Map(), isCut: false };
}

/** Adds a value of the list row. */
export function addField(facts: RunFacts, field: string, value: string | null): void {
  if (value === null) return;
  const at = factsAt(facts, field);
  if (!at) return;
  addValue(at, value);
  at.hasOther = true;
}

/** Adds all that the producer's text of the context or the attributes holds, lists as `[]`. */
export function addJson(facts: RunFacts, root: PathRoot, text: string): void {
  walkRawJson(text, root, {
    member: (parent, key) => parent + printJsonPath([{ key }]),
    element: (parent) => `${parent}[]`,
    value: (name, kind, start, end) => {
      if (name === root) return true;
      const at = factsAt(facts, name);
      if (!at) return !facts.isCut;
      if (kind === 'number') addNumber(at, text.slice(start, end));
      else if (kind === 'null') addValue(at, 'null');
      else {
        at.hasOther = true;
        if (kind === 'boolean') addValue(at, text.slice(start, end));
        else if (kind === 'string' && end - start <= MAX_VALUE_LENGTH * 2) {
          const value = decode(text, start, end);
          if (value.length <= MAX_VALUE_LENGTH && isPrintable(value)) addValue(at, value);
        }
      }
      return true;
    },
  });
}

/** Null where the run has too many paths already. */
function factsAt(facts: RunFacts, path: string): PathFacts | null {
  const known = facts.paths.get(path);
  if (known) return known;
  if (facts.paths.size >= MAX_RUN_PATHS) {
    facts.isCut = true;
    return null;
  }
  const fresh: PathFacts = {
    values: [],
    hasNumber: false,
    hasOther: false,
    min: Number.NaN,
    max: Number.NaN,
  };
  facts.paths.set(path, fresh);
  return fresh;
}

function addNumber(at: PathFacts, raw: string): void {
  const number = Number(raw);
  at.hasNumber = true;
  if (Number.isFinite(number)) {
    at.min = at.min < number ? at.min : number;
    at.max = at.max > number ? at.max : number;
  }
  addValue(at, plainNumber(raw, number));
}

/** `1.50` and `1.5` are one value; digits beyond those of a double stay as they were sent. */
function plainNumber(raw: string, number: number): string {
  const digits = raw
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '').length;
  const plain = String(number);
  return digits <= 15 && !plain.includes('e') ? plain : raw;
}

function addValue(at: PathFacts, value: string): void {
  if (at.values.length < MAX_RUN_VALUES && !at.values.includes(value)) at.values.push(value);
}

/** What cannot be typed cannot be filtered by. */
function isPrintable(text: string): boolean {
  return text.isWellFormed() && !/[\u0000-\u001f\u007f]/.test(text);
}
