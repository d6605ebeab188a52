import type { JsonPath, PathStep } from './json-path';
import { scalarsOf } from './json-scalar';

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
interface JsonObject {
  readonly [key: string]: JsonValue;
}

/**
 * The values at a path. As in SQL's lax mode a member of a list is looked for in each of its
 * elements, and a single value counts as a list of one.
 */
export function valuesAt(root: JsonValue | undefined, path: JsonPath): JsonValue[] {
  const start = root === undefined ? [] : [root];
  return path.reduce<JsonValue[]>(
    (values, step) => values.flatMap((one) => take(one, step)),
    start,
  );
}

function take(value: JsonValue, step: PathStep): readonly JsonValue[] {
  if ('key' in step) return unwrapped(value).flatMap((one) => member(one, step.key));
  if ('any' in step) return unwrapped(value);
  return unwrapped(value).slice(step.index, step.index + 1);
}

function member(value: JsonValue, key: string): JsonValue[] {
  if (typeof value !== 'object' || value === null || isList(value)) return [];
  const found = Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
  return found === undefined ? [] : [found];
}

/** The scalars that a comparison looks at: lists of lists are opened, as jsonpath does it. */
export function comparedAt(root: JsonValue | undefined, path: JsonPath): JsonValue[] {
  return valuesAt(root, path).flatMap(unwrapped).flatMap(unwrapped);
}

/** The numbers that a range looks at; lists are opened one level further. */
export function numbersAt(root: JsonValue | undefined, path: JsonPath): number[] {
  return comparedAt(root, path)
    .flatMap(unwrapped)
    .filter((value) => typeof value === 'number');
}

/** Whether a JSON value is what a value of the query language stands for. */
export function scalarIs(wanted: string): (value: JsonValue) => boolean {
  const { literal } = scalarsOf(wanted);
  const number = literal === null || WORDS.has(literal) ? null : Number(literal);
  return (value) => {
    if (typeof value === 'string') return value === wanted;
    if (typeof value === 'number') return value === number;
    return literal !== null && (value === null || typeof value === 'boolean')
      ? String(value) === literal
      : false;
  };
}

const WORDS = new Set(['true', 'false', 'null']);

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function unwrapped(value: JsonValue): readonly JsonValue[] {
  return isList(value) ? value : [value];
}
