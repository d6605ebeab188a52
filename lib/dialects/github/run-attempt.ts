import type { ExactJson } from '../exact-json';

const MAX_ATTEMPT = 32_767;

/** The number of an attempt, or null for what is none. */
export function runAttempt(value: unknown, json: ExactJson): number | null {
  const attempt = Number(json.textOf(value) ?? Number.NaN);
  return Number.isInteger(attempt) && attempt >= 1 && attempt <= MAX_ATTEMPT ? attempt : null;
}
