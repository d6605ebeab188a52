import { expect, test } from 'vitest';
import { fromZonedInput, toZonedInput } from './zoned-time';

test.each([
  ['2026-11-20T09:58', 'UTC', '2026-11-20T09:58:00.000Z'],
  ['2026-11-20T09:58', 'Europe/Berlin', '2026-11-20T08:58:00.000Z'],
  ['2026-07-20T09:58', 'Europe/Berlin', '2026-07-20T07:58:00.000Z'],
  ['2026-11-20T00:10', 'Asia/Kathmandu', '2026-11-19T18:25:00.000Z'],
  ['2026-11-01T23:30', 'America/Los_Angeles', '2026-11-02T07:30:00.000Z'],
])('%s in %s is %s', (text, zone, iso) => {
  for (const end of ['since', 'until'] as const) {
    expect(fromZonedInput(text, zone, end)).toBe(Date.parse(iso));
  }
  expect(toZonedInput(Date.parse(iso), zone)).toBe(text);
});

test('what is no date is null', () => {
  expect(fromZonedInput('', 'UTC', 'since')).toBeNull();
  expect(fromZonedInput('2026-13-40T99:99', 'UTC', 'since')).toBeNull();
});

test.each([
  ['2026-10-25T02:30', 'Europe/Berlin', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
  [
    '2026-04-05T01:45',
    'Australia/Lord_Howe',
    '2026-04-04T14:45:00.000Z',
    '2026-04-04T15:15:00.000Z',
  ],
])('a range has the whole hour that is there twice: %s in %s', (text, zone, since, until) => {
  expect(fromZonedInput(text, zone, 'since')).toBe(Date.parse(since));
  expect(fromZonedInput(text, zone, 'until')).toBe(Date.parse(until));
});

test.each([
  ['2026-03-29T02:30', 'Europe/Berlin', '2026-03-29T01:30:00.000Z'],
  ['2026-03-08T02:30', 'America/New_York', '2026-03-08T07:30:00.000Z'],
])('%s, which %s skips, is the instant after', (text, zone, iso) => {
  expect(fromZonedInput(text, zone, 'since')).toBe(Date.parse(iso));
  expect(fromZonedInput(text, zone, 'until')).toBe(Date.parse(iso));
});
