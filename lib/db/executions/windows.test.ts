import { expect, test } from 'vitest';
import { buildExecutionId, lowestIdAt } from '@/lib/domain/execution-id';
import { windows } from './windows';

const now = Date.UTC(2026, 10, 20);
const day = 86_400_000;
const oldestMs = now - 30 * day;
const open = { sinceMs: null, untilMs: null } as const;

test('older windows are 1 day, 3 days and the rest, without a gap or an overlap', () => {
  const list = [
    ...windows({ ...open, direction: 'older', cursor: null }, { now, oldestMs, pace: 'wide' }),
  ];
  expect(list).toHaveLength(3);
  expect(list[0]?.lowId).toBe(list[1]?.highId);
  expect(list[1]?.lowId).toBe(list[2]?.highId);
  expect(list[2]?.lowId).toBe(lowestIdAt(oldestMs));
});

test('newer windows mirror them', () => {
  const list = [
    ...windows({ ...open, direction: 'newer', cursor: null }, { now, oldestMs, pace: 'wide' }),
  ];
  expect(list[0]?.lowId).toBe(lowestIdAt(oldestMs));
  expect(list[1]?.lowId).toBe(list[0]?.highId);
});

test('the window of a cursor keeps the whole millisecond of the cursor', () => {
  const cursor = buildExecutionId(now - day, 0.5, new Uint8Array(8));
  const [first] = windows({ ...open, direction: 'older', cursor }, { now, oldestMs, pace: 'wide' });
  expect(first && first.highId > cursor && first.lowId < cursor).toBe(true);
});

test('a cursor at the very end of the range gives one last window, not none', () => {
  const cursor = buildExecutionId(oldestMs, 0.9, new Uint8Array(8));
  const list = [
    ...windows({ ...open, direction: 'older', cursor }, { now, oldestMs, pace: 'wide' }),
  ];
  expect(list).toHaveLength(1);
  expect(list[0] && list[0].lowId <= cursor && list[0].highId > cursor).toBe(true);
});

test('an empty range gives no window', () => {
  const query = { sinceMs: now, untilMs: now - day, direction: 'older', cursor: null } as const;
  expect([...windows(query, { now, oldestMs, pace: 'wide' })]).toEqual([]);
});

function edgesOf(elapsedMs: number): number[] {
  const walk = windows(
    { ...open, direction: 'older', cursor: null },
    { now, oldestMs, pace: 'hours' },
  );
  const edges: number[] = [];
  for (let next = walk.next(); !next.done; next = walk.next(elapsedMs))
    edges.push(next.value.edgeMs);
  return edges;
}

test('a walk that reads takes longer steps while they are quick, and shorter ones when they are not', () => {
  const quick = edgesOf(5);
  expect(quick.length).toBeLessThan(8);
  expect(quick.at(-1)).toBe(oldestMs);
  const slow = edgesOf(5_000);
  expect(slow[1]).toBe((slow[0] ?? 0) - 900_000);
  expect(slow.at(-1)).toBe(oldestMs);
  expect(
    edgesOf(200).every((edge, index, all) => index === 0 || edge < (all[index - 1] ?? 0)),
  ).toBe(true);
});
