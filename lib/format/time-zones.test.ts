import { expect, test } from 'vitest';
import { isTimeZone } from './format-time';
import { timeZones } from './time-zones';

test('zones are offered by the names of today and by those that browsers list', () => {
  const zones = timeZones();
  expect(zones).toEqual(
    expect.arrayContaining([
      'America/Argentina/Buenos_Aires',
      'Asia/Ho_Chi_Minh',
      'Asia/Kathmandu',
      'Asia/Kolkata',
      'Europe/Kyiv',
      'GMT',
      'UTC',
      ...Intl.supportedValuesOf('timeZone'),
    ]),
  );
  expect(zones.filter((zone) => !isTimeZone(zone))).toEqual([]);
  expect(new Set(zones).size).toBe(zones.length);
});
