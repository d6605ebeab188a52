import type { CountRange } from '@/lib/db/error-groups/count-error-groups';
import type { ListClock } from '@/lib/db/executions/list-executions';
import { MAX_CLOCK_SKEW_MS } from '@/lib/domain/limits';
import { type TimeRange, timeRangeMs } from '@/lib/domain/time-range';

/** Bars of a sparkline. */
const BUCKETS = 30;

/** A range with both ends: where the kept days begin, and now with some room for clocks that are ahead. */
export function errorRange(range: TimeRange, { now, oldestMs }: ListClock): CountRange {
  const { sinceMs, untilMs } = timeRangeMs(range, now);
  const end = Math.min(untilMs ?? Number.POSITIVE_INFINITY, now + MAX_CLOCK_SKEW_MS);
  return { sinceMs: Math.min(Math.max(sinceMs ?? 0, oldestMs), end), untilMs: end };
}

/** Equal parts up to now; what clocks that are ahead have sent counts in the last one. */
export function bucketEdges(
  { sinceMs, untilMs }: CountRange,
  now: number,
  buckets = BUCKETS,
): number[] {
  const visibleEnd = Math.max(Math.min(untilMs, now), sinceMs + buckets);
  const size = (visibleEnd - sinceMs) / buckets;
  const edges = Array.from({ length: buckets }, (_, index) => Math.floor(sinceMs + index * size));
  return [...edges, Math.max(untilMs, visibleEnd)];
}
