import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CountPlan, type MsRange, planCount } from './count-plan';

const UNIT = 100;

/** What a plan counts of rows at these moments. */
function count(plan: CountPlan, rows: readonly number[]): number {
  const inside = ({ fromMs, toMs }: MsRange) =>
    rows.filter((ms) => fromMs <= ms && ms < toMs).length;
  const live = plan.live.reduce((sum, part) => sum + part.sign * inside(part), 0);
  return (plan.whole ? inside(plan.whole) : 0) + live;
}

const moment = fc.integer({ min: 0, max: 1_000 });

test('a plan counts every row of the range once, and no other', () => {
  fc.assert(
    fc.property(moment, moment, fc.array(moment), (fromMs, toMs, rows) => {
      const inside = (range: MsRange) => rows.filter((ms) => range.fromMs <= ms && ms < range.toMs);
      const plan = planCount(
        { fromMs, toMs },
        { unitMs: UNIT, rowsIn: (range) => inside(range).length, maxLive: rows.length },
      );
      expect(plan.scaled).toEqual([]);
      expect(count(plan, rows)).toBe(inside({ fromMs, toMs }).length);
      const whole = plan.whole ?? { fromMs: 0, toMs: 0 };
      expect([whole.fromMs % UNIT, whole.toMs % UNIT]).toEqual([0, 0]);
    }),
  );
});

test('an end with many rows is a share of its unit', () => {
  const rowsIn = ({ fromMs, toMs }: MsRange) => toMs - fromMs;
  const plan = planCount({ fromMs: 25, toMs: 360 }, { unitMs: UNIT, rowsIn, maxLive: 24 });
  expect(plan).toEqual({
    whole: { fromMs: 100, toMs: 300 },
    live: [],
    scaled: [
      { unitMs: 0, share: 0.75 },
      { unitMs: 300, share: 0.6 },
    ],
  });
});

test('the smaller part of an end is read, and taken off where the range holds the larger', () => {
  const rowsIn = ({ fromMs, toMs }: MsRange) => toMs - fromMs;
  const plan = planCount({ fromMs: 10, toMs: 320 }, { unitMs: UNIT, rowsIn, maxLive: 1_000 });
  expect(plan).toEqual({
    whole: { fromMs: 0, toMs: 300 },
    live: [
      { fromMs: 0, toMs: 10, sign: -1 },
      { fromMs: 300, toMs: 320, sign: 1 },
    ],
    scaled: [],
  });
});
