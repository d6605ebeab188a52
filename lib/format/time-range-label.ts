import { type TimeRange, timeRangeMs } from '@/lib/domain/time-range';
import { formatFullTime, formatShortTime } from './format-time';

export const RANGE_PRESETS = [
  { since: null, label: 'Any time' },
  { since: '-15m', label: 'Last 15 minutes' },
  { since: '-1h', label: 'Last hour' },
  { since: '-24h', label: 'Last 24 hours' },
  { since: '-7d', label: 'Last 7 days' },
  { since: '-30d', label: 'Last 30 days' },
] as const;

/** `Last 24 hours`, or both ends in the zone, with the year where it is not that of `now`. */
export function timeRangeLabel(range: TimeRange, zone: string, now = Date.now()): string {
  const preset = RANGE_PRESETS.find(({ since }) => since === range.since);
  if (preset && range.until === null) return preset.label;
  const { sinceMs, untilMs } = timeRangeMs(range, now);
  const year = (ms: number) => formatFullTime(new Date(ms), zone).slice(0, 4);
  const text = (ms: number | null) =>
    ms !== null &&
    formatShortTime(new Date(ms), zone).replace(
      ',',
      year(ms) === year(now) ? ',' : ` ${year(ms)},`,
    );
  const [since, until] = [text(sinceMs), text(untilMs)];
  if (since && until) return `${since} – ${until}`;
  return since ? `Since ${since}` : `Until ${until}`;
}
