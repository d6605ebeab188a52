import { describe, expect, it } from 'vitest';
import type { Histogram } from '@/lib/domain/counts';
import { formatCount, formatEstimate } from './format-count';
import { formatSpan } from './format-span';
import { barWords, isCounted, surenessWords } from './histogram-words';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 10, 20, 9);
const HISTOGRAM: Histogram = {
  ...{ sinceMs: START, untilMs: START + 3 * HOUR, widthMs: HOUR, total: 1_015 },
  edgesMs: [0, 1, 2, 3].map((n) => START + n * HOUR),
  counts: { failed: [3, 0, 1], success: [1_009, 1, 1] },
  exact: true,
  countedBackToMs: null,
};

describe('counts in words', () => {
  it('say the time in the zone, and what is in it', () => {
    expect(barWords(HISTOGRAM, { first: 0, last: 0 }, 'Europe/Berlin')).toBe(
      'Nov 20, 10:00 – 11:00: 1,012 executions, 3 failed, 1,009 success',
    );
    expect(barWords(HISTOGRAM, { first: 1, last: 1 }, 'UTC')).toBe(
      'Nov 20, 10:00 – 11:00: 1 execution, 1 success',
    );
    expect(barWords(HISTOGRAM, { first: 0, last: 2 }, 'UTC')).toBe(
      'Nov 20, 09:00 – 12:00: 1,015 executions, 4 failed, 1,011 success',
    );
  });

  it('say what is estimated', () => {
    const part = { ...HISTOGRAM, exact: false, countedBackToMs: START + 1.5 * HOUR };
    expect([0, 1, 2].map((bar) => isCounted(part, bar))).toEqual([false, false, true]);
    expect(barWords(part, { first: 0, last: 0 }, 'UTC')).toBe(
      'Nov 20, 09:00 – 10:00: ≈ 1,000 executions, ≈ 3 failed, ≈ 1,000 success',
    );
    expect(surenessWords(part, 'UTC')).toBe('Counted back to Nov 20, 10:30, estimated before');
    expect(surenessWords(HISTOGRAM, 'UTC')).toBeNull();
  });

  it('write times and numbers', () => {
    expect(formatSpan(START, START + 5_000, 'UTC')).toBe('Nov 20, 09:00:00 – 09:00:05');
    expect(formatSpan(START, START + 24 * HOUR, 'UTC')).toBe('Nov 20, 09:00 – Nov 21, 09:00');
    expect([0, 999, 1_000, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '1,234,567']);
    expect([0, 7, 123, 98_765].map(formatEstimate)).toEqual(['≈ 0', '≈ 7', '≈ 120', '≈ 99,000']);
  });
});
