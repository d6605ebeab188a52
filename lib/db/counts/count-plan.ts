/** Half-open, Unix ms. */
export interface MsRange {
  fromMs: number;
  toMs: number;
}

/** How the executions of a range are counted from sums over whole units of time (quarters, days). */
export interface CountPlan {
  /** Whole units, or null when the range holds none. */
  whole: MsRange | null;
  /** Rows that are counted one by one: what a part unit holds, or -1 for what it holds too much. */
  live: readonly (MsRange & { sign: 1 | -1 })[];
  /** Units of which only a share lies in the range, with too many rows to count: an estimate. */
  scaled: readonly { unitMs: number; share: number }[];
}

interface PlanOptions {
  unitMs: number;
  /** About how many rows are in a range. */
  rowsIn: (range: MsRange) => number;
  /** Most rows that are counted one by one at one end. */
  maxLive: number;
}

/** Whole units from the sums; at both ends the smaller part of the unit is counted live. */
export function planCount({ fromMs, toMs }: MsRange, options: PlanOptions): CountPlan {
  const { unitMs } = options;
  const first = Math.ceil(fromMs / unitMs) * unitMs;
  const last = Math.floor(toMs / unitMs) * unitMs;
  if (fromMs >= toMs) return { whole: null, live: [], scaled: [] };
  if (first > last) return joined(null, [withinUnit({ fromMs, toMs }, options)]);
  const ends = [
    { part: { fromMs, toMs: first }, rest: { fromMs: first - unitMs, toMs: fromMs } },
    { part: { fromMs: last, toMs }, rest: { fromMs: toMs, toMs: last + unitMs } },
  ].filter(({ part }) => part.fromMs < part.toMs);
  const parts = ends.map(({ part, rest }) => atEnd(part, rest, options));
  const units = { fromMs: first, toMs: last };
  for (const { extends: unit } of parts) {
    if (!unit) continue;
    units.fromMs = Math.min(units.fromMs, unit.fromMs);
    units.toMs = Math.max(units.toMs, unit.toMs);
  }
  return joined(units.fromMs < units.toMs ? units : null, parts);
}

interface Part {
  live?: CountPlan['live'][number];
  scaled?: CountPlan['scaled'][number];
  extends?: MsRange;
}

function joined(whole: MsRange | null, parts: readonly Part[]): CountPlan {
  return {
    whole,
    live: parts.flatMap(({ live }) => (live ? [live] : [])),
    scaled: parts.flatMap(({ scaled }) => (scaled ? [scaled] : [])),
  };
}

function withinUnit(part: MsRange, { unitMs, rowsIn, maxLive }: PlanOptions): Part {
  if (rowsIn(part) <= maxLive) return { live: { ...part, sign: 1 } };
  return { scaled: shareOf(part, unitMs) };
}

function atEnd(part: MsRange, rest: MsRange, options: PlanOptions): Part {
  const { unitMs, rowsIn, maxLive } = options;
  if (Math.min(rowsIn(part), rowsIn(rest)) > maxLive) return { scaled: shareOf(part, unitMs) };
  if (rowsIn(part) <= rowsIn(rest)) return { live: { ...part, sign: 1 } };
  const fromMs = Math.min(part.fromMs, rest.fromMs);
  return { live: { ...rest, sign: -1 }, extends: { fromMs, toMs: fromMs + unitMs } };
}

function shareOf(part: MsRange, unitMs: number): CountPlan['scaled'][number] {
  return {
    unitMs: Math.floor(part.fromMs / unitMs) * unitMs,
    share: (part.toMs - part.fromMs) / unitMs,
  };
}
