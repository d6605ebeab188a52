/**
 * A bound of a time range as people and URLs write it: `-24h`, `-7d`, `-30m`, an ISO date or an ISO
 * instant. Relative bounds stay relative, so a shared link keeps meaning "the last day".
 */
export type TimeBound = string;

export interface TimeRange {
  since: TimeBound | null;
  until: TimeBound | null;
}

const RELATIVE = /^-(\d{1,5})(m|h|d|w)$/;
const UNIT_MS: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 };
const ABSOLUTE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/;

/** `Date.parse` reads 31 February as 3 March. */
function isDate(text: string): boolean {
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(text);
}

/** Unix ms, or null when the text is not a bound. A date or a time without zone is read as UTC. */
export function timeBoundMs(bound: TimeBound, now: number): number | null {
  const relative = RELATIVE.exec(bound);
  if (relative) return now - Number(relative[1]) * (UNIT_MS[relative[2] ?? ''] ?? 0);
  if (!ABSOLUTE.test(bound) || !isDate(bound.slice(0, 10))) return null;
  const hasTime = bound.includes('T');
  const hasZone = hasTime && /(Z|[+-]\d{2}:?\d{2})$/.test(bound.slice(11));
  const ms = Date.parse(hasTime ? (hasZone ? bound : `${bound}Z`) : `${bound}T00:00:00Z`);
  return Number.isNaN(ms) ? null : ms;
}

/** What a bound leaves open: a date is a whole day, a time without seconds a whole minute. */
function precisionMs(bound: TimeBound): number {
  if (!bound.includes('T')) return bound.startsWith('-') ? 1 : 86_400_000;
  const [, , seconds, fraction] = /T(\d{2}:\d{2})(:\d{2})?(\.\d+)?/.exec(bound) ?? [];
  return fraction !== undefined ? 1 : seconds !== undefined ? 1_000 : 60_000;
}

/** The half-open interval of Unix ms that a bound denotes, or null when it is none. */
export function timeIntervalMs(
  bound: TimeBound,
  now: number,
): { startMs: number; endMs: number } | null {
  const startMs = timeBoundMs(bound, now);
  return startMs === null ? null : { startMs, endMs: startMs + precisionMs(bound) };
}

/** Half-open [sinceMs, untilMs); null = unbounded. A date as `until` includes that whole day. */
export function timeRangeMs(
  range: TimeRange,
  now: number,
): { sinceMs: number | null; untilMs: number | null } {
  const since = range.since === null ? null : timeBoundMs(range.since, now);
  const until = range.until === null ? null : timeBoundMs(range.until, now);
  const wholeDay = range.until !== null && /^\d{4}-\d{2}-\d{2}$/.test(range.until);
  return {
    sinceMs: since,
    untilMs: until !== null && wholeDay ? until + 86_400_000 : until,
  };
}

/** On each side of a run, in ms, when its neighbours in time are looked for. */
const AROUND_MS = 60_000;

/** A minute before and after a moment, absolute. */
export function rangeAround(ms: number): TimeRange {
  const iso = (at: number) => new Date(at).toISOString();
  return { since: iso(ms - AROUND_MS), until: iso(ms + AROUND_MS) };
}

/**
 * Twice as long: a relative range further back, an absolute one on both sides but not past `now`.
 * The range without a beginning is as wide as it gets.
 */
export function zoomedOut(range: TimeRange, now: number): TimeRange {
  if (range.since === null) return range;
  const [, count, unit] = RELATIVE.exec(range.since) ?? [];
  if (count && unit && range.until === null) {
    return { since: `-${Math.min(Number(count) * 2, 99_999)}${unit}`, until: null };
  }
  const { sinceMs, untilMs } = timeRangeMs(range, now);
  const from = sinceMs ?? now;
  const to = untilMs ?? now;
  const half = Math.max((to - from) / 2, 500);
  const until = to + half >= now ? null : new Date(to + half).toISOString();
  return { since: new Date(from - half).toISOString(), until };
}
