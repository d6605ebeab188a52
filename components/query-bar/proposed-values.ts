import { type FieldType, meaningOf } from '@/lib/domain/query-fields';
import type { Suggestion } from '@/lib/domain/suggestion';

const DAY_MS = 86_400_000;

type Proposal = [text: string, hint: string];

const LENGTHS: Proposal[] = [
  ['>100ms', 'longer than'],
  ['>1s', 'longer than'],
  ['>10s', 'longer than'],
  ['>1m', 'longer than'],
  ['<100ms', 'shorter than'],
  ['100ms..1s', 'from, to'],
];

const NUMBERS: Proposal[] = [
  ['>0', 'more than'],
  ['>1', 'more than'],
  ['1..5', 'from, to'],
];

/** Examples of the ranges that a field has; its operators are learnt from them. */
export function proposedValues(field: string, now: number): Suggestion[] {
  const proposals: Partial<Record<FieldType, () => Proposal[]>> = {
    duration: () => LENGTHS,
    number: () => NUMBERS,
    time: () => times(now),
  };
  const type = meaningOf(field)?.type ?? 'keyword';
  return (proposals[type]?.() ?? []).map(([text, hint]) => ({ text, hint, count: null }));
}

function times(now: number): Proposal[] {
  const [today, yesterday] = [0, 1].map((days) =>
    new Date(now - days * DAY_MS).toISOString().slice(0, 10),
  );
  return [
    ['-15m', 'since 15 minutes ago'],
    ['-1h', 'since an hour ago'],
    ['-24h', 'since 24 hours ago'],
    ['-7d', 'since a week ago'],
    [`${today}`, 'that day, in UTC'],
    [`${yesterday}..${today}`, 'from, to'],
  ];
}
