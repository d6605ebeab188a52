import { expect, it } from 'vitest';
import { momentMs } from './moment-ms';

const MS = Date.UTC(2026, 10, 20, 9, 30, 1, 500);

it.each([
  '2026-11-20T09:30:01.5Z',
  '2026-11-20T09:30:01.5',
  '2026-11-20 09:30:01.5',
  '2026-11-20T04:30:01.5-05:00',
  '2026-11-20T04:30:01.5-0500',
  '2026-11-20T04:30:01.5-05',
  '2026-11-20T18:30:01.5+09',
  '2026-11-20 09:30:01.5+00',
  '2026-11-20T15:00:01.500+05:30',
])('reads %s', (text) => {
  expect(momentMs(text)).toBe(MS);
});

it('takes a day without a time for its begin in UTC', () => {
  expect(momentMs('2026-11-20')).toBe(Date.UTC(2026, 10, 20));
});

it.each([null, '', 'soon', '2026-11-20T25:00:00-05', '0001-01-01T00:00:00Z'])(
  'knows that %s is none',
  (text) => {
    expect(momentMs(text)).toBeNull();
  },
);
