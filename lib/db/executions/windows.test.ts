import { expect, test } from 'vitest';
import { buildExecutionId, lowestIdAt } from '@/lib/domain/execution-id';
import { windows } from './windows';

const now = Date.UTC(2026, 10, 20);
const day = 86_400_000;
const oldestMs = now - 30 * day;
const open = { sinceMs: null, untilMs: null } as const;

test('older windows are 1 day, 3 days and the rest, without a gap or an overlap', () => {
  const list = [
    ...windows({ ...open, direction: 'older', cursor: null }, { now, oldestMs, smallSteps: false }),
  ];
  expect(list).toHaveLength(3);
  expect(list[0]?.lowId).toBe(list[1]?.highId);
  expect(list[1]?.lowId).toBe(list[2]?.highId);
  expect(list[2]?.lowId).toBe(lowestIdAt(oldestMs));
});

test('newer windows mirror them', () => {
  const list = [
    ...windows({ ...open, direction: 'newer', cursor: null }, { now, oldestMs, smallSteps: false }),
  ];
  expect(list[0]?.lowId).toBe(lowestIdAt(oldestMs));
  expect(list[1]?.lowId).toBe(list[0]?.highId);
});

test('the window of a cursor keeps the whole millisecond of the cursor', () => {
  const cursor = buildExecutionId(now - day, 0.5, new Uint8Array(8));
  const [first] = windows(
    { ...open, direction: 'older', cursor },
    { now, oldestMs, smallSteps: false },
  );
  expect(first && first.highId > cursor && first.lowId < cursor).toBe(true);
});

test('a cursor at the very end of the range gives one last window, not none', () => {
  const cursor = buildExecutionId(oldestMs, 0.9, new Uint8Array(8));
  const list = [
    ...windows({ ...open, direction: 'older', cursor }, { now, oldestMs, smallSteps: false }),
  ];
  expect(list).toHaveLength(1);
  expect(list[0] && list[0].lowId <= cursor && list[0].highId > cursor).toBe(true);
});

test('an empty range gives no window', () => {
  const query = { sinceMs: now, untilMs: now - day, direction: 'older', cursor: null } as const;
  expect([...windows(query, { now, oldestMs, smallSteps: false })]).toEqual([]);
});
