/** A stretch of time in Unix ms, fractions allowed; it is never empty. */
export interface TimeWindow {
  fromMs: number;
  toMs: number;
}

/** The closest that a timeline is looked at: steps are recorded to the ms. */
export const LEAST_WINDOW_MS = 1;

interface Timed {
  startedAt: Date | null;
  durationMs: number | null;
}

/** When a step ran, or null when its beginning is not known. Without a duration it is a moment. */
export function windowOfStep({ startedAt, durationMs }: Timed): TimeWindow | null {
  if (!startedAt) return null;
  const fromMs = startedAt.getTime();
  return { fromMs, toMs: fromMs + Math.max(durationMs ?? 0, 0) };
}

/** From the first beginning to the last end; null when no step says when it began. */
export function windowOfSteps(steps: readonly Timed[]): TimeWindow | null {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (const step of steps) {
    const window = windowOfStep(step);
    if (!window) continue;
    fromMs = Math.min(fromMs, window.fromMs);
    toMs = Math.max(toMs, window.toMs);
  }
  return fromMs > toMs ? null : { fromMs, toMs: Math.max(toMs, fromMs + LEAST_WINDOW_MS) };
}

/** Moved into the whole, and neither longer than it nor shorter than can be looked at. */
export function clampWindow(window: TimeWindow, whole: TimeWindow): TimeWindow {
  const most = whole.toMs - whole.fromMs;
  const length = Math.min(Math.max(window.toMs - window.fromMs, LEAST_WINDOW_MS), most);
  const fromMs = Math.min(Math.max(window.fromMs, whole.fromMs), whole.toMs - length);
  return { fromMs, toMs: fromMs + length };
}

/** So many times as long, with `aroundMs` staying where it is on the screen. */
export function zoomWindow(
  window: TimeWindow,
  factor: number,
  aroundMs: number,
  whole: TimeWindow,
): TimeWindow {
  const around = Math.min(Math.max(aroundMs, window.fromMs), window.toMs);
  const fromMs = around - (around - window.fromMs) * factor;
  return clampWindow({ fromMs, toMs: fromMs + (window.toMs - window.fromMs) * factor }, whole);
}

/** Moved by a share of its length; negative is earlier. */
export function panWindow(window: TimeWindow, share: number, whole: TimeWindow): TimeWindow {
  const by = (window.toMs - window.fromMs) * share;
  return clampWindow({ fromMs: window.fromMs + by, toMs: window.toMs + by }, whole);
}

/**
 * Where something is within a window, as shares of its length: `left` and `width`. What is outside is cut
 * off; null when nothing of it is inside.
 */
export function placeInWindow(
  one: TimeWindow,
  window: TimeWindow,
): { left: number; width: number } | null {
  const length = window.toMs - window.fromMs;
  const from = Math.max(one.fromMs, window.fromMs);
  const to = Math.min(one.toMs, window.toMs);
  if (from > to) return null;
  return { left: (from - window.fromMs) / length, width: (to - from) / length };
}
