import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RunClock } from './run-clock';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('halts in a pause, however long', () => {
  const over = vi.fn();
  const clock = new RunClock(1_000, over);
  vi.advanceTimersByTime(600);
  expect(clock.set(true)).toBe(true);
  expect(clock.set(true)).toBe(false);
  vi.advanceTimersByTime(3_600_000);
  expect(over).not.toHaveBeenCalled();
  expect(clock.elapsedMs()).toBe(600);
  expect(clock.set(false)).toBe(true);
  vi.advanceTimersByTime(399);
  expect(over).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(over).toHaveBeenCalledOnce();
});

it('says how long it was when it has ended, and calls nobody any more', () => {
  const over = vi.fn();
  const clock = new RunClock(1_000, over);
  vi.advanceTimersByTime(250);
  clock.end();
  vi.advanceTimersByTime(10_000);
  expect(clock.elapsedMs()).toBe(250);
  expect(over).not.toHaveBeenCalled();
});
