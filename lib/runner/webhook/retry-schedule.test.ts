import { expect, it } from 'vitest';
import { MAX_DELIVERIES, nextDelivery } from './retry-schedule';

const S = 1_000;
const M = 60 * S;
const H = 60 * M;

it('waits longer each time, and ends', () => {
  const waits = Array.from({ length: MAX_DELIVERIES }, (_, n) => nextDelivery(n + 1, 0.5));
  expect(waits).toEqual([5 * S, 30 * S, 2 * M, 10 * M, H, 6 * H, null]);
});

it('is a fifth shorter or longer by chance', () => {
  expect([0, 1].map((random) => nextDelivery(3, random))).toEqual([96 * S, 144 * S]);
});

it.each([
  ['120', 120 * S],
  ['1', 5 * S],
  ['999999', 6 * H],
  ['Thu, 01 Jan 1970 00:10:00 GMT', 10 * M],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 5 * S],
  ['soon', 5 * S],
  ['-5', 5 * S],
])('leaves a receiver alone that asks for %s', (retryAfter, wait) => {
  expect(nextDelivery(1, 0.5, retryAfter, 0)).toBe(wait);
});
