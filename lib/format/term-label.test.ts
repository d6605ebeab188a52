import { expect, it } from 'vitest';
import { type TermLabel, termLabel } from './term-label';

const range = (min: string, max: string) => ({
  kind: 'range' as const,
  field: 'created',
  min: { value: min, inclusive: true },
  max: { value: max, inclusive: true },
});
const day = { kind: 'is' as const, field: 'created', values: ['2026-11-20'] };

it.each([
  [range('2026-11-20', '2026-11-21'), 'Asia/Tokyo', '2026-11-20 UTC – 2026-11-21 UTC'],
  [range('2026-11-20', '2026-11-21'), 'UTC', '2026-11-20 – 2026-11-21'],
  [range('2026-11-20T10:00Z', '2026-11-21'), 'Asia/Tokyo', 'Nov 20, 19:00 – 2026-11-21 UTC'],
  [range('-2h', '-1h'), 'Asia/Tokyo', '2h ago – 1h ago'],
  [day, 'Asia/Tokyo', '2026-11-20 UTC'],
])('%j in %s', (term, zone, text) => {
  expect(termLabel(term, zone)).toEqual<TermLabel>({ name: 'Created at', text });
});
