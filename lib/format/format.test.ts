import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes';
import { formatDuration } from './format-duration';
import { formatAge, formatFullTime, formatShortTime, formatTime, isTimeZone } from './format-time';

test.each([
  [0, '0 ms'],
  [0.3421, '0.34 ms'],
  [9.96, '10 ms'],
  [412.4, '412 ms'],
  [1630, '1.63 s'],
  [59_990, '60.0 s'],
  [59_996, '1 m 00 s'],
  [245_000, '4 m 05 s'],
  [11_520_000, '3 h 12 m'],
  [180_000_000, '2 d 02 h'],
])('%d ms reads %s', (ms, text) => {
  expect(formatDuration(ms)).toBe(text);
});

test.each([
  [1, '1 byte'],
  [412, '412 bytes'],
  [6_554, '6.4 KB'],
  [21_000_000, '20 MB'],
])('%d reads %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test('one instant in three zones', () => {
  const date = new Date('2026-03-29T00:30:05.007Z');
  expect(formatTime(date, 'UTC')).toBe('Mar 29 00:30:05.007');
  expect(formatTime(date, 'Europe/Berlin')).toBe('Mar 29 01:30:05.007');
  expect(formatFullTime(date, 'America/New_York')).toBe('2026-03-28 20:30:05.007');
  expect(formatShortTime(date, 'Asia/Kathmandu')).toBe('Mar 29, 06:15');
});

test('ages', () => {
  const now = new Date('2026-11-20T12:00:00Z');
  expect(formatAge(new Date('2026-11-20T11:46:00Z'), now)).toBe('14 minutes ago');
  expect(formatAge(new Date('2026-11-19T12:00:00Z'), now)).toBe('1 day ago');
  expect(formatAge(new Date('2026-11-20T12:01:00Z'), now)).toBe('in the future');
});

test('a zone that does not exist is known not to', () => {
  expect(isTimeZone('Europe/Berlin')).toBe(true);
  expect(isTimeZone('Mars/Olympus')).toBe(false);
});
