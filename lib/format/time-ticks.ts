import type { TimeWindow } from '@/lib/domain/time-window';
import { formatFullTime, formatShortTime, formatTime } from './format-time';
import { planTimeBars } from './time-bars';

/** Below a second marks stand at these, in ms; from there on where the clock of the zone is round. */
const FINE = [1, 2, 5, 10, 20, 50, 100, 200, 500];
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 24 * 60 * MINUTE;

export interface TimeTick {
  ms: number;
  /** As exact as the distance to the next one asks for, in the zone. */
  text: string;
}

/** Marks of a time axis at round times of the zone, at most about `wanted` of them. */
export function planTimeTicks(window: TimeWindow, zone: string, wanted: number): TimeTick[] {
  const length = window.toMs - window.fromMs;
  const fine = FINE.find((step) => length / step <= wanted);
  const stepMs = fine ?? 0;
  const places = fine
    ? finePlaces(window, fine)
    : planTimeBars({ sinceMs: window.fromMs, untilMs: window.toMs }, { zone, wanted }).edgesMs;
  // Weeks are the longest bars: of years of them only some are marked.
  const every = Math.ceil(places.length / (wanted + 2));
  const distance = stepMs || ((places[1] ?? 0) - (places[0] ?? 0)) * every;
  return places
    .filter((ms, at) => at % every === 0 && ms >= window.fromMs && ms <= window.toMs)
    .map((ms) => ({ ms, text: tickText(new Date(ms), zone, distance) }));
}

function finePlaces({ fromMs, toMs }: TimeWindow, step: number): number[] {
  const first = Math.ceil(fromMs / step) * step;
  const count = Math.floor((toMs - first) / step) + 1;
  return Array.from({ length: Math.max(count, 0) }, (_, at) => first + at * step);
}

function tickText(date: Date, zone: string, distanceMs: number): string {
  // `Nov 20 09:58:40.243`
  const time = formatTime(date, zone).slice(7);
  if (distanceMs < SECOND) return time;
  if (distanceMs < MINUTE) return time.slice(0, 8);
  if (distanceMs < DAY / 2) return time.slice(0, 5);
  return distanceMs < 14 * DAY
    ? formatShortTime(date, zone)
    : formatFullTime(date, zone).slice(0, 10);
}
