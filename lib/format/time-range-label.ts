import { type TimeRange, timeRangeMs } from '@/lib/domain/time-range';
import { formatShortTime } from './format-time';

export const RANGE_PRESETS = [
  { since: null, label: 'Any time' },
  { since: '-15m', label: 'Last 15 minutes' },
  { since: '-1h', label: 'Last hour' },
  { since: '-24h', label: 'Last 24 hours' },
  { since: '-7d', label: 'Last 7 days' },
  { since: '-30d', label: 'Last 30 days' },
] as const;

/** `Last 24 hours`, or both ends in the zone. */
export function timeRangeLabel(range: TimeRange, zone: string): string {
  const preset = RANGE_PRESETS.find(({ since }) => since === range.since);
  if (preset && range.until === null) return preset.label;
  const { sinceMs, untilMs } = timeRangeMs(range, Date.now());
  const since = sinceMs === null ? null : formatShortTime(new Date(sinceMs), zone);
  const until = untilMs === null ? null : formatShortTime(new Date(untilMs), zone);
  if (since && until) return `${since} – ${until}`;
  return since ? `Since ${since}` : `Until ${until}`;
}
