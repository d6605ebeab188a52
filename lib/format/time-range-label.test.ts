import { expect, it } from 'vitest';
import { timeRangeLabel } from './time-range-label';

const NOW = Date.UTC(2026, 10, 20, 12);

it.each([
  [null, null, 'Any time'],
  ['-24h', null, 'Last 24 hours'],
  ['2026-11-20T01:00Z', '2026-11-20T02:00Z', 'Nov 20, 02:00 – Nov 20, 03:00'],
  ['2025-11-20T01:00Z', '2026-11-20T02:00Z', 'Nov 20 2025, 02:00 – Nov 20, 03:00'],
  ['2025-12-31T23:30Z', null, 'Since Jan 01, 00:30'],
  [null, '2027-01-01T00:00Z', 'Until Jan 01 2027, 01:00'],
])('%s to %s', (since, until, label) => {
  expect(timeRangeLabel({ since, until }, 'Europe/Berlin', NOW)).toBe(label);
});
