import { describe, expect, it } from 'vitest';
import { STATUSES, type Status } from '@/lib/domain/status';
import { flowLogState, lineLogState, stepLogState } from './flow-log-state';
import { offsetTime } from './flow-log-time';

/** state and status, as the document numbers them. */
const NUMBERS: Record<Status, [number, number]> = {
  queued: [1, 1],
  pending: [1, 1],
  running: [2, 1],
  paused: [2, 1],
  success: [3, 2],
  partially_executed: [3, 3],
  failed: [3, 3],
  rejected: [3, 3],
};
const numbers = ({ state, status }: { state: number; status: number }) => [state, status];

describe('the numbers of a log', () => {
  it.each(STATUSES)('stand for %s', (status) => {
    expect(numbers(flowLogState(status))).toEqual(NUMBERS[status]);
    const times = { status, startedAt: null, durationMs: null };
    expect(numbers(stepLogState(times, false))).toEqual(NUMBERS[status]);
  });

  it('say that there was nothing to process, but not of what failed or goes on', () => {
    expect(flowLogState('success', true).status).toBe(4);
    expect(flowLogState('failed', true).status).toBe(3);
    expect(flowLogState('running', true).status).toBe(1);
  });

  it('follow the times of a step that has no status', () => {
    const at = new Date(0);
    const of = (startedAt: Date | null, durationMs: number | null) =>
      numbers(stepLogState({ status: null, startedAt, durationMs }, false));
    expect([of(null, null), of(at, null), of(at, 0)]).toEqual([
      [1, 1],
      [2, 1],
      [3, 2],
    ]);
    const skipped = { status: 'skipped', startedAt: null, durationMs: null } as const;
    expect(numbers(stepLogState(skipped, false))).toEqual([3, 4]);
  });

  it.each([
    ['debug', 2],
    ['info', 2],
    ['warning', 2],
    ['error', 3],
  ] as const)('of a line of level %s are 3 and %i', (level, status) => {
    expect(numbers(lineLogState(level))).toEqual([3, status]);
  });
});

describe('a time', () => {
  it.each([
    [Date.UTC(2023, 5, 23, 11, 33, 17, 898), '2023-06-23T11:33:17.898+00:00'],
    [Date.UTC(2023, 5, 23, 11, 33, 18, 460), '2023-06-23T11:33:18.46+00:00'],
    [Date.UTC(2023, 5, 23, 11, 33, 42) + 0.73, '2023-06-23T11:33:42.00073+00:00'],
    [Date.UTC(2023, 5, 23, 11, 33, 42) + 0.768, '2023-06-23T11:33:42.000768+00:00'],
    [Date.UTC(2023, 5, 23, 11, 33, 42) - 0.0004, '2023-06-23T11:33:42+00:00'],
    [-1, '1969-12-31T23:59:59.999+00:00'],
  ])('%d is %s', (ms, text) => {
    expect(offsetTime(ms)).toBe(text);
  });
});
