import { describe, expect, it, test } from 'vitest';
import { rangeAround, timeIntervalMs, timeRangeMs, zoomedOut } from './time-range';

const now = Date.parse('2026-11-20T10:00:00.500Z');

describe('zooming out', () => {
  it.each([
    ['-24h', null, '-48h', null],
    ['-60000d', null, '-99999d', null],
    [null, null, null, null],
    [
      '2026-11-19T10:00:00.000Z',
      '2026-11-19T12:00:00.000Z',
      '2026-11-19T09:00:00.000Z',
      '2026-11-19T13:00:00.000Z',
    ],
    ['2026-11-20T08:00:00.500Z', '2026-11-20T09:30:00.500Z', '2026-11-20T07:15:00.500Z', null],
    ['2026-11-20T08:00:00.500Z', null, '2026-11-20T07:00:00.500Z', null],
  ])('%s – %s gives %s – %s', (since, until, wideSince, wideUntil) => {
    expect(zoomedOut({ since, until }, now)).toEqual({ since: wideSince, until: wideUntil });
  });

  it('always holds what was there before', () => {
    let range = rangeAround(Date.parse('2026-11-18T03:00:00Z'));
    for (let step = 0; step < 20; step += 1) {
      const wide = zoomedOut(range, now);
      const [before, after] = [timeRangeMs(range, now), timeRangeMs(wide, now)];
      expect(after.sinceMs).toBeLessThan(before.sinceMs ?? now);
      expect(after.untilMs ?? Infinity).toBeGreaterThanOrEqual(before.untilMs ?? now);
      range = wide;
    }
  });
});

test('around a run is a minute on both sides', () => {
  expect(rangeAround(now)).toEqual({
    since: '2026-11-20T09:59:00.500Z',
    until: '2026-11-20T10:01:00.500Z',
  });
});

test.each([
  ['2026-11-20', '2026-11-20T00:00:00.000Z', '2026-11-21T00:00:00.000Z'],
  ['2026-11-20T10:05', '2026-11-20T10:05:00.000Z', '2026-11-20T10:06:00.000Z'],
  ['2026-11-20T10:05:07+02:00', '2026-11-20T08:05:07.000Z', '2026-11-20T08:05:08.000Z'],
  ['2026-11-20T10:05:07.25Z', '2026-11-20T10:05:07.250Z', '2026-11-20T10:05:07.251Z'],
  ['-2h', '2026-11-20T08:00:00.500Z', '2026-11-20T08:00:00.501Z'],
])('%s is the time from %s to %s', (bound, start, end) => {
  const interval = timeIntervalMs(bound, now);
  expect(interval && new Date(interval.startMs).toISOString()).toBe(start);
  expect(interval && new Date(interval.endMs).toISOString()).toBe(end);
});
