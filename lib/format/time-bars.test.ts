import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFullTime } from './format-time';
import { planTimeBars } from './time-bars';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const starts = (since: string, until: string, zone: string, wanted: number) => {
  const { edgesMs } = planTimeBars(
    { sinceMs: Date.parse(since), untilMs: Date.parse(until) },
    { zone, wanted },
  );
  return edgesMs.map((ms) => formatFullTime(new Date(ms), zone).slice(5, 16));
};

describe('bars of time', () => {
  it('begin at full hours of the zone', () => {
    expect(starts('2026-11-20T09:58:40Z', '2026-11-20T12:01:00Z', 'Asia/Kathmandu', 4)).toEqual([
      '11-20 15:00',
      '11-20 16:00',
      '11-20 17:00',
      '11-20 18:00',
    ]);
  });

  it('begin at midnights of the zone over a clock change', () => {
    expect(starts('2026-10-24T12:00:00Z', '2026-10-27T12:00:00Z', 'Europe/Berlin', 5)).toEqual([
      '10-24 00:00',
      '10-25 00:00',
      '10-26 00:00',
      '10-27 00:00',
      '10-28 00:00',
    ]);
    expect(starts('2026-03-28T12:00:00Z', '2026-03-29T20:00:00Z', 'Europe/Berlin', 6)).toEqual([
      '03-28 12:00',
      '03-28 18:00',
      '03-29 00:00',
      '03-29 06:00',
      '03-29 12:00',
      '03-29 18:00',
      '03-30 00:00',
    ]);
  });

  it('of a week begin on Mondays', () => {
    expect(starts('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z', 'UTC', 6)).toEqual([
      '10-26 00:00',
      '11-02 00:00',
      '11-09 00:00',
      '11-16 00:00',
      '11-23 00:00',
      '11-30 00:00',
      '12-07 00:00',
    ]);
  });

  it('give an empty range one bar', () => {
    expect(planTimeBars({ sinceMs: 5_000, untilMs: 5_000 }, { zone: 'UTC', wanted: 9 })).toEqual({
      widthMs: 1_000,
      edgesMs: [5_000, 6_000],
    });
  });

  it('cover the range without gaps, and from 15 minutes on count whole quarters of an hour', () => {
    const zones = [
      ...['UTC', 'Europe/Berlin', 'America/St_Johns', 'Asia/Kathmandu', 'Australia/Lord_Howe'],
      ...['America/Sao_Paulo', 'Pacific/Apia', 'Asia/Beirut', 'America/New_York'],
    ];
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2030, 0, 1) }),
        fc.integer({ min: 1, max: 400 * DAY }),
        fc.constantFrom(...zones),
        fc.integer({ min: 10, max: 120 }),
        (sinceMs, length, zone, wanted) => {
          const untilMs = sinceMs + length;
          const { widthMs, edgesMs } = planTimeBars({ sinceMs, untilMs }, { zone, wanted });
          expect(edgesMs[0]).toBeLessThanOrEqual(sinceMs);
          expect(edgesMs[1]).toBeGreaterThan(sinceMs);
          expect(edgesMs.at(-1)).toBeGreaterThanOrEqual(untilMs);
          expect(edgesMs.at(-2)).toBeLessThan(untilMs);
          const widths = edgesMs.slice(1).map((edge, n) => edge - (edgesMs[n] ?? 0));
          for (const width of widths) expect(Math.abs(width - widthMs)).toBeLessThanOrEqual(HOUR);
          if (widthMs < 7 * DAY) expect(widths.length).toBeLessThanOrEqual(wanted + 3);
          if (widthMs >= 900_000) {
            expect(edgesMs.filter((edge) => edge % 900_000 !== 0)).toEqual([]);
          }
        },
      ),
      { numRuns: 300 },
    );
  });
});
