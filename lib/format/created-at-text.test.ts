import { describe, expect, it } from 'vitest';
import { buildExecutionId, timeOfId } from '@/lib/domain/execution-id';
import { parseTimestamp } from '@/lib/ingest/parse-timestamp';
import { createdAtText } from './created-at-text';

const createdAt = new Date('2026-11-20T09:00:00.123Z');
const TAIL = new Uint8Array(8);
const idOf = (subMs: number) => buildExecutionId(createdAt.getTime(), subMs, TAIL);

describe('createdAtText', () => {
  it('reads back as the same id, whatever the part of the millisecond', () => {
    const differing = Array.from({ length: 4_096 }, (_, n) => idOf(n / 4_096)).filter((id) => {
      const read = parseTimestamp(createdAtText({ id, createdAt }));
      return read === null || buildExecutionId(read.ms, read.subMs, TAIL) !== id;
    });
    expect(differing).toEqual([]);
  });

  it('gives microseconds as they were sent', () => {
    const differing = Array.from({ length: 1_000 }, (_, n) =>
      `2026-11-20T09:00:00.123${String(n).padStart(3, '0')}Z`.replace('.123000', '.123'),
    ).filter((text) => {
      const id = idOf(parseTimestamp(text)?.subMs ?? Number.NaN);
      return createdAtText({ id, createdAt }) !== text;
    });
    expect(differing).toEqual([]);
  });

  it('has the offset of the zone behind it', () => {
    const id = idOf(0.456);
    expect(createdAtText({ id, createdAt }, 'Asia/Kolkata')).toBe(
      '2026-11-20T14:30:00.123456+05:30',
    );
  });

  it('leaves one from the future as it is claimed', () => {
    const future = new Date('2027-11-20T09:00:00.5Z');
    const id = idOf(0.456);
    expect(timeOfId(id)).not.toBe(future.getTime());
    expect(createdAtText({ id, createdAt: future })).toBe('2027-11-20T09:00:00.500Z');
  });
});
