import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  clampWindow,
  LEAST_WINDOW_MS,
  panWindow,
  placeInWindow,
  windowOfStep,
  windowOfSteps,
  zoomWindow,
} from './time-window';

const at = (ms: number, durationMs: number | null = null) => ({
  startedAt: new Date(ms),
  durationMs,
});
const WHOLE = { fromMs: 1_000, toMs: 2_000 };

it('reaches from the first beginning to the last end', () => {
  const untimed = { startedAt: null, durationMs: 9_000 };
  expect(windowOfSteps([at(1_500, 100), at(1_000, 50), untimed, at(1_200, 700.5)])).toEqual({
    fromMs: 1_000,
    toMs: 1_900.5,
  });
  expect(windowOfSteps([untimed])).toBeNull();
  expect(windowOfSteps([])).toBeNull();
  expect(windowOfSteps([at(1_000)])).toEqual({ fromMs: 1_000, toMs: 1_000 + LEAST_WINDOW_MS });
});

it('takes a step without a duration, or with one below nothing, for a moment', () => {
  expect(windowOfStep(at(1_000))).toEqual({ fromMs: 1_000, toMs: 1_000 });
  expect(windowOfStep(at(1_000, -5))).toEqual({ fromMs: 1_000, toMs: 1_000 });
});

it('keeps what is looked at where the zoom was asked for', () => {
  expect(zoomWindow(WHOLE, 0.5, 1_500, WHOLE)).toEqual({ fromMs: 1_250, toMs: 1_750 });
  expect(zoomWindow(WHOLE, 0.5, 1_000, WHOLE)).toEqual({ fromMs: 1_000, toMs: 1_500 });
  expect(zoomWindow({ fromMs: 1_000, toMs: 1_500 }, 2, 1_000, WHOLE)).toEqual(WHOLE);
});

it('moves to the edge and no further', () => {
  const window = { fromMs: 1_000, toMs: 1_500 };
  expect(panWindow(window, 0.5, WHOLE)).toEqual({ fromMs: 1_250, toMs: 1_750 });
  expect(panWindow(window, 9, WHOLE)).toEqual({ fromMs: 1_500, toMs: 2_000 });
  expect(panWindow(window, -1, WHOLE)).toEqual(window);
});

it('cuts off what is outside', () => {
  expect(placeInWindow({ fromMs: 900, toMs: 1_250 }, WHOLE)).toEqual({ left: 0, width: 0.25 });
  expect(placeInWindow({ fromMs: 2_000, toMs: 2_000 }, WHOLE)).toEqual({ left: 1, width: 0 });
  expect(placeInWindow({ fromMs: 100, toMs: 900 }, WHOLE)).toBeNull();
});

it('never leaves the whole, whatever is asked for', () => {
  const anyMs = fc.double({ min: -10_000, max: 10_000, noNaN: true });
  fc.assert(
    fc.property(
      anyMs,
      anyMs,
      fc.double({ min: 0.001, max: 1_000, noNaN: true }),
      (a, b, factor) => {
        const window = clampWindow({ fromMs: Math.min(a, b), toMs: Math.max(a, b) }, WHOLE);
        for (const one of [window, zoomWindow(window, factor, a, WHOLE)]) {
          expect(one.fromMs).toBeGreaterThanOrEqual(WHOLE.fromMs);
          expect(one.toMs).toBeLessThanOrEqual(WHOLE.toMs + 1e-9);
          expect(one.toMs - one.fromMs).toBeGreaterThanOrEqual(LEAST_WINDOW_MS - 1e-9);
        }
      },
    ),
  );
});
