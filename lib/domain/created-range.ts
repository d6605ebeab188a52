import { type Bound, type Query, requiredClauses } from './query';
import { timeIntervalMs } from './time-range';

/** Half-open, Unix ms; null = unbounded. */
export interface RangeMs {
  sinceMs: number | null;
  untilMs: number | null;
}

/** What two bounds of a time mean: above a day is after its end, up to a day includes it. */
export function rangeMsOf(
  { min, max }: { min: Bound | null; max: Bound | null },
  now: number,
): RangeMs {
  const from = min && timeIntervalMs(min.value, now);
  const to = max && timeIntervalMs(max.value, now);
  return {
    sinceMs: from ? (min.inclusive ? from.startMs : from.endMs) : null,
    untilMs: to ? (max.inclusive ? to.endMs : to.startMs) : null,
  };
}

/** The range narrowed by what a query demands of `created` anyway: fewer days are read. */
export function narrowedRange(query: Query, range: RangeMs, now: number): RangeMs {
  let { sinceMs, untilMs } = range;
  for (const clause of requiredClauses(query)) {
    if (clause.kind !== 'range' || clause.field !== 'created') continue;
    const own = rangeMsOf(clause, now);
    if (own.sinceMs !== null) sinceMs = Math.max(sinceMs ?? own.sinceMs, own.sinceMs);
    if (own.untilMs !== null) untilMs = Math.min(untilMs ?? own.untilMs, own.untilMs);
  }
  return { sinceMs, untilMs };
}
