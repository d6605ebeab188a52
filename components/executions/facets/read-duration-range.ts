import type { Bound } from '@/lib/domain/query';
import { FIELDS } from '@/lib/domain/query-fields';
import { canonicalValue } from '@/lib/query-state/canonical-value';
import { parseQuery } from '@/lib/query-state/parse-query';
import { printTerm } from '@/lib/query-state/print-query';

export interface DurationRange {
  min: Bound | null;
  max: Bound | null;
}

/** What stands in the two boxes. */
export type DurationTexts = Record<'min' | 'max', string>;

export function durationTexts({ min, max }: DurationRange): DurationTexts {
  const text = (bound: Bound | null) => (bound ? `${bound.value} ms` : '');
  return { min: text(min), max: text(max) };
}

/** `200`, `200ms`, `1.5 s`, `2m` in milliseconds; null = empty, undefined = not a duration. */
function readDuration(text: string): string | null | undefined {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/\s+(?=[a-z]+$)/, '');
  if (plain === '') return null;
  const value = canonicalValue(FIELDS.duration, plain);
  return typeof value === 'string' ? value : undefined;
}

/** The range that the boxes ask for; null when the language would refuse it. Bounds entered here are inclusive. */
export function readDurationRange(
  texts: DurationTexts,
  now: DurationRange,
): { range: DurationRange | null; faulty: ('min' | 'max')[]; fault: string | null } {
  const values = { min: readDuration(texts.min), max: readDuration(texts.max) };
  const ends = ['min', 'max'] as const;
  const faulty = ends.filter((end) => values[end] === undefined);
  if (faulty.length > 0) {
    return { range: null, faulty, fault: 'A number with ms, s, m or h, up to 31 years' };
  }
  const bound = (end: 'min' | 'max'): Bound | null => {
    const value = values[end];
    if (value == null) return null;
    return value === now[end]?.value ? now[end] : { value, inclusive: true };
  };
  const range = { min: bound('min'), max: bound('max') };
  const isAsked = range.min !== null || range.max !== null;
  const text = isAsked ? printTerm({ kind: 'range', field: 'duration', ...range }) : '';
  if (parseQuery(text).problems.length === 0) return { range, faulty, fault: null };
  return { range: null, faulty: [...ends], fault: 'It ends before it begins' };
}
