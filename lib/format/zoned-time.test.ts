import { expect, test } from 'vitest';
import { fromZonedInput, toZonedInput } from './zoned-time';

test.each([
  ['2026-11-20T09:58', 'UTC', '2026-11-20T09:58:00.000Z'],
  ['2026-11-20T09:58', 'Europe/Berlin', '2026-11-20T08:58:00.000Z'],
  ['2026-07-20T09:58', 'Europe/Berlin', '2026-07-20T07:58:00.000Z'],
  ['2026-11-20T00:10', 'Asia/Kathmandu', '2026-11-19T18:25:00.000Z'],
  ['2026-11-01T23:30', 'America/Los_Angeles', '2026-11-02T07:30:00.000Z'],
])('%s in %s is %s', (text, zone, iso) => {
  const ms = fromZonedInput(text, zone);
  expect(ms).toBe(Date.parse(iso));
  expect(toZonedInput(Date.parse(iso), zone)).toBe(text);
});

test('what is no date is null', () => {
  expect(fromZonedInput('', 'UTC')).toBeNull();
  expect(fromZonedInput('2026-13-40T99:99', 'UTC')).toBeNull();
});
