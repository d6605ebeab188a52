import { expect, it } from 'vitest';
import { planTimeTicks } from './time-ticks';

const FROM = Date.parse('2026-11-20T09:58:40.243Z');
const ticks = (lengthMs: number, zone = 'UTC', wanted = 5) =>
  planTimeTicks({ fromMs: FROM, toMs: FROM + lengthMs }, zone, wanted);
const texts = (...of: Parameters<typeof ticks>) => ticks(...of).map(({ text }) => text);

it('marks round times, as exact as they have to be', () => {
  expect(texts(4)).toEqual([
    ...['09:58:40.243', '09:58:40.244', '09:58:40.245', '09:58:40.246', '09:58:40.247'],
  ]);
  expect(texts(900)).toEqual(['09:58:40.400', '09:58:40.600', '09:58:40.800', '09:58:41.000']);
  expect(texts(20_000)).toEqual(['09:58:45', '09:58:50', '09:58:55', '09:59:00']);
  expect(texts(20 * 60_000)).toEqual(['10:00', '10:05', '10:10', '10:15']);
});

it('is round where the clock of the zone is', () => {
  expect(texts(6 * 3_600_000, 'Asia/Kathmandu')).toEqual(['18:00', '21:00']);
  expect(texts(6 * 3_600_000, 'UTC')).toEqual(['12:00', '15:00']);
  expect(texts(4 * 86_400_000, 'UTC')[0]).toBe('Nov 21, 00:00');
});

it('stays within what is looked at, and is never crowded', () => {
  for (let length = 1; length < 1e10; length *= 1.7) {
    const marks = ticks(length, 'Europe/Berlin', 6);
    expect(marks.length).toBeLessThanOrEqual(8);
    for (const { ms } of marks) {
      expect(ms).toBeGreaterThanOrEqual(FROM);
      expect(ms).toBeLessThanOrEqual(FROM + length);
    }
  }
});
