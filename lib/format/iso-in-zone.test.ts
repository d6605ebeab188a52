import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoInZone } from './iso-in-zone';

test.each([
  ['UTC', '2026-11-20T09:58:40.243Z'],
  ['Europe/Berlin', '2026-11-20T10:58:40.243+01:00'],
  ['America/St_Johns', '2026-11-20T06:28:40.243-03:30'],
  ['Asia/Kathmandu', '2026-11-20T15:43:40.243+05:45'],
])('in %s', (zone, text) => {
  expect(isoInZone(new Date('2026-11-20T09:58:40.243Z'), zone)).toBe(text);
});

test('any instant in any zone is the same instant', () => {
  const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Apia', 'Asia/Kolkata'];
  fc.assert(
    fc.property(
      fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
      fc.constantFrom(...zones),
      (date, zone) => {
        expect(Date.parse(isoInZone(date, zone))).toBe(date.getTime());
      },
    ),
  );
});
