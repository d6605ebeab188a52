import { expect, it } from 'vitest';
import { wholePercent } from './whole-percent';

it.each([
  [200, 230, 87],
  [1, 2, 50],
  [0, 5, 0],
  [5, 5, 100],
  [999, 1_000, 99],
  [1, 1_000, 1],
  [0, 0, 0],
])('%i of %i are %i %%', (part, whole, percent) => {
  expect(wholePercent(part, whole)).toBe(percent);
});
