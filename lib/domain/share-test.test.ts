import { describe, expect, it } from 'vitest';
import { roundBetween } from './round-between';
import { chanceOf, sureDifference } from './share-test';

describe("Fisher's exact test", () => {
  it.each([
    // One of C(55, 5) ways.
    [5, 5, 0, 50, 1 / 3_478_761],
    [3, 3, 0, 30, 1 / 5_456],
    // From a table: the tea and the milk.
    [3, 4, 1, 4, 17 / 70],
    [4, 4, 0, 4, 1 / 70],
    [0, 10, 0, 10, 1],
    [0, 5, 3, 5, 1],
  ])('%i of %i against %i of %i', (failed, failedOf, succeeded, succeededOf, chance) => {
    expect(chanceOf({ failed, failedOf, succeeded, succeededOf })).toBeCloseTo(chance, 12);
  });

  it('is exact where a factorial is beyond every number', () => {
    const chance = chanceOf({ failed: 300, failedOf: 300, succeeded: 0, succeededOf: 300 });
    expect(chance).toBeGreaterThan(0);
    expect(chance).toBeLessThan(1e-150);
  });
});

describe('a sure difference', () => {
  it('is smaller than what a few runs show, and grows with them', () => {
    const of = (n: number) =>
      sureDifference({ failed: n, failedOf: n, succeeded: 0, succeededOf: n });
    expect(of(4)).toBeGreaterThan(0);
    expect(of(4)).toBeLessThan(of(40));
    expect(of(4_000)).toBeGreaterThan(0.99);
  });

  it('is none where the shares are the same', () => {
    const shares = { failed: 10, failedOf: 100, succeeded: 10, succeededOf: 100 };
    expect(sureDifference(shares)).toBeLessThan(0);
  });
});

describe('a round number between two', () => {
  it.each([
    [99.7, 101.3, '100'],
    [0, 1, '1'],
    [99, 99.5, '99.5'],
    [0.0121, 0.0139, '0.013'],
    [-1.1, 0.05, '0'],
    [-250, -150.5, '-200'],
    [12_300, 98_000, '90000'],
    [5, 6, '6'],
    [1.29, 1.3, '1.3'],
  ])('above %d and up to %d: %s', (low, high, expected) => {
    expect(roundBetween(low, high)).toBe(expected);
  });

  it.each([
    [1, 1],
    [2, 1],
    [1e15, 1e16],
    [1e-9, 2e-9],
    [Number.NaN, 1],
  ])('is not told above %d and up to %d', (low, high) => {
    expect(roundBetween(low, high)).toBeNull();
  });
});
