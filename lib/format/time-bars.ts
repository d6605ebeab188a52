import { formatFullTime } from './format-time';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Widths that a bar may have, in ms. */
const WIDTHS = [
  ...[1, 5, 10, 15, 30].map((n) => n * SECOND),
  ...[1, 5, 10, 15, 30].map((n) => n * MINUTE),
  ...[1, 3, 6, 12].map((n) => n * HOUR),
  DAY,
  7 * DAY,
];

/** The first Monday of Unix time began 4 days into it. */
const FIRST_MONDAY = 4 * DAY;

export interface TimeBars {
  widthMs: number;
  /** Where each bar begins, and at the end where the last one ends. */
  edgesMs: number[];
}

/**
 * Cuts a range into at most about `wanted` bars of a round width, which begin where the clock of the
 * zone is round: full hours, midnights, Mondays. A bar over a clock change is longer or shorter.
 */
export function planTimeBars(
  range: { sinceMs: number; untilMs: number },
  options: { zone: string; wanted: number; leastWidthMs?: number },
): TimeBars {
  const { zone, wanted, leastWidthMs = 0 } = options;
  const least = Math.max((range.untilMs - range.sinceMs) / wanted, leastWidthMs);
  const widthMs = WIDTHS.find((width) => width >= least) ?? 7 * DAY;
  const edgesMs = [range.sinceMs - pastRound(range.sinceMs, widthMs, zone)];
  for (let edge = edgesMs[0] ?? 0; edge < range.untilMs || edgesMs.length === 1; ) {
    edge = nextEdge(edge, widthMs, zone);
    edgesMs.push(edge);
  }
  return { widthMs, edgesMs };
}

function nextEdge(edge: number, widthMs: number, zone: string): number {
  const even = edge + widthMs;
  const past = pastRound(even, widthMs, zone);
  if (past === 0) return even;
  // A clock change lies between: the nearer round time. Where a change skips that time, none is exact.
  const near = past <= widthMs / 2 ? even - past : even + widthMs - past;
  return near > edge ? near : even;
}

/** How long ago the clock of the zone was round. */
function pastRound(ms: number, widthMs: number, zone: string): number {
  const wall = ms + zoneOffsetMs(ms, zone) - (widthMs === 7 * DAY ? FIRST_MONDAY : 0);
  return ((wall % widthMs) + widthMs) % widthMs;
}

/** What the clock of the zone is ahead of UTC at an instant. */
function zoneOffsetMs(ms: number, zone: string): number {
  return Date.parse(`${formatFullTime(new Date(ms), zone).replace(' ', 'T')}Z`) - ms;
}
