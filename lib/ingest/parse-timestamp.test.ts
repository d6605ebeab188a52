import { describe, expect, it } from 'vitest';
import { parseTimestamp } from './parse-timestamp';

const isoOf = (text: string) => {
  const parsed = parseTimestamp(text);
  return parsed && new Date(parsed.ms).toISOString();
};

describe('a time as a producer wrote it', () => {
  it('is every day that there is, as the platform itself reads it', () => {
    for (const year of [1969, 1970, 1999, 2000, 2023, 2024, 2100, 9999]) {
      for (let month = 0; month <= 13; month += 1) {
        for (let day = 0; day <= 32; day += 1) {
          const text = [year, month, day].map((part) => String(part).padStart(2, '0')).join('-');
          const date = new Date(`${text}T00:00:00Z`);
          // JavaScript reads the 30th of February as the 1st of March.
          const isThere = date.getTime() >= 0 && date.getUTCDate() === day;
          expect(isoOf(text), text).toBe(isThere ? date.toISOString() : null);
        }
      }
    }
  });

  it('is none before 1970 or behind 9999, wherever it was written down', () => {
    expect(isoOf('1969-12-31T23:00:00-02:00')).toBe('1970-01-01T01:00:00.000Z');
    expect(isoOf('1970-01-01T00:30:00+01:00')).toBeNull();
    expect(isoOf('0099-01-01T00:00:00Z')).toBeNull();
    expect(isoOf('1968-12-31T23:59:59-23:59')).toBeNull();
    expect(isoOf('9999-12-31T23:59:59.999Z')).toBe('9999-12-31T23:59:59.999Z');
    expect(isoOf('9999-12-31T23:59:59-00:01')).toBeNull();
  });

  it('has the digits behind the millisecond, and says where it has no zone', () => {
    expect(parseTimestamp('2026-11-29T10:00:60.1234567Z')).toMatchObject({
      ms: Date.UTC(2026, 10, 29, 10, 1, 0, 123),
      subMs: 0.4567,
      assumedUtc: false,
    });
    expect(parseTimestamp('2026-11-29 10:00')).toMatchObject({ assumedUtc: true });
    expect(isoOf('2026-11-29T10:00:00+05:30')).toBe('2026-11-29T04:30:00.000Z');
    expect(['24:00', '10:60', '10:00:61'].map((time) => isoOf(`2026-11-29T${time}Z`))).toEqual([
      ...[null, null, null],
    ]);
  });
});
