import type { Histogram } from '@/lib/domain/counts';
import { STATUSES } from '@/lib/domain/status';
import { formatCounted } from './format-count';
import { formatSpan } from './format-span';
import { formatShortTime } from './format-time';
import { STATUS_LABEL } from './status-label';

/** Bars from the first to the last, both counted. */
export interface BarRun {
  first: number;
  last: number;
}

/** The time that bars cover, cut to what is counted at all. */
export function spanOfBars(histogram: Histogram, { first, last }: BarRun): [number, number] {
  const from = histogram.edgesMs[first] ?? histogram.sinceMs;
  const to = histogram.edgesMs[last + 1] ?? histogram.untilMs;
  return [from, to];
}

/** Whether a bar was read from end to end; if not, it is estimated. */
export function isCounted({ exact, countedBackToMs, edgesMs }: Histogram, bar: number): boolean {
  if (countedBackToMs === null) return exact;
  return (edgesMs[bar] ?? 0) >= countedBackToMs;
}

/** How many of each status there are in some bars; statuses without any are left out. */
export function countsOfBars(
  { counts }: Histogram,
  { first, last }: BarRun,
): { status: (typeof STATUSES)[number]; count: number }[] {
  return STATUSES.map((status) => ({
    status,
    count: (counts[status] ?? []).slice(first, last + 1).reduce((sum, count) => sum + count, 0),
  })).filter(({ count }) => count > 0);
}

/** Bars as they are spoken: `Nov 20, 09:00 – 10:00: 12 executions, 3 failed, 9 success`. */
export function barWords(histogram: Histogram, run: BarRun, zone: string): string {
  const counts = countsOfBars(histogram, run);
  const total = counts.reduce((sum, { count }) => sum + count, 0);
  const exact = isCounted(histogram, run.first);
  const parts = [
    executions(total, exact),
    ...counts.map(
      ({ status, count }) => `${formatCounted(count, exact)} ${STATUS_LABEL[status].toLowerCase()}`,
    ),
  ];
  return `${formatSpan(...spanOfBars(histogram, run), zone)}: ${parts.join(', ')}`;
}

/** `1,234 executions`, `≈ 12,000 executions`. */
export function executions(count: number, exact: boolean): string {
  return `${formatCounted(count, exact)} execution${count === 1 ? '' : 's'}`;
}

/** Why counts are not exact, or null when they are. */
export function surenessWords(
  { exact, countedBackToMs }: { exact: boolean; countedBackToMs: number | null },
  zone: string,
): string | null {
  if (exact) return null;
  if (countedBackToMs === null) return 'Estimated at the ends of the range';
  return `Counted back to ${formatShortTime(new Date(countedBackToMs), zone)}, estimated before`;
}
