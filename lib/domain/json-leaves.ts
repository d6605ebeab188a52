import { type JsonPath, printJsonPath } from './json-path';

/** Bounds of one walk: a context is somebody else's, and may be anything. */
const MAX_DEPTH = 8;
const MAX_ELEMENTS = 20;
const MAX_LEAVES = 500;
/** Longest value that is worth proposing, in characters. */
const MAX_VALUE_LENGTH = 80;
/** Numbers that have lost no digit on their way through JavaScript. */
const EXACT = /^-?\d{1,15}(\.\d{1,6})?$/;

/**
 * The paths of a JSON value's members with the scalar values at them, elements of arrays as `[]`:
 * what a search may ask for. Within bounds, so deep or huge values are walked in part.
 */
export function jsonLeaves(value: unknown): Map<string, Set<string>> {
  const leaves = new Map<string, Set<string>>();
  walk(value, [], leaves);
  return leaves;
}

function walk(value: unknown, path: JsonPath, leaves: Map<string, Set<string>>): void {
  if (path.length > MAX_DEPTH || leaves.size >= MAX_LEAVES) return;
  if (Array.isArray(value)) {
    for (const element of value.slice(0, MAX_ELEMENTS))
      walk(element, [...path, { any: true }], leaves);
    return;
  }
  if (typeof value === 'object' && value !== null) {
    for (const [key, member] of Object.entries(value)) walk(member, [...path, { key }], leaves);
    return;
  }
  if (path.length === 0) return;
  const name = printJsonPath(path);
  const values = leaves.get(name) ?? new Set();
  leaves.set(name, values);
  const text = String(value);
  const isExact = typeof value !== 'number' || EXACT.test(text);
  if (isExact && text.length <= MAX_VALUE_LENGTH) values.add(text);
}
