import { describe, expect, it } from 'vitest';
import type { LogEntry } from '@/lib/domain/log-entry';
import { entryJson } from './entry-json';

const entry = (dataText: string | null): LogEntry => ({
  ...{ seq: 1, occurredAt: new Date(0), level: 'info', event: 'e', message: 'a\nb', dataText },
  ...{ workerId: null, attempt: 1, arrival: 1, isCut: false },
});

describe('an entry on the wire', () => {
  it('has the data of its producer, on one line', () => {
    const json = entryJson(entry('{\r\n  "n": 12345678901234567890,\n "x":1.0}'));
    expect(json).not.toMatch(/[\r\n]/);
    expect(json).toContain('"n": 12345678901234567890,  "x":1.0}');
    expect(JSON.parse(json)).toMatchObject({
      seq: 1,
      message: 'a\nb',
      attempt: 1,
      worker_id: null,
    });
  });

  it('has what is no JSON as text', () => {
    const read = JSON.parse(entryJson(entry('{"n":NaN}')));
    expect(read).toMatchObject({ data: null, data_text: '{"n":NaN}' });
  });

  it('has its time in the zone that was asked for', () => {
    expect(JSON.parse(entryJson(entry(null))).occurred_at).toBe('1970-01-01T00:00:00.000Z');
    const berlin = JSON.parse(entryJson(entry(null), 'Europe/Berlin'));
    expect(berlin.occurred_at).toBe('1970-01-01T01:00:00.000+01:00');
  });
});
