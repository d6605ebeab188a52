import { type CountPlan, type MsRange, planCount } from '@/lib/db/counts/count-plan';
import { type BarCount, countQuarters } from '@/lib/db/counts/count-quarters';
import { findCountedSpan } from '@/lib/db/counts/find-counted-span';
import { listQuarterTotals } from '@/lib/db/counts/list-quarter-totals';
import type { ListClock } from '@/lib/db/executions/list-executions';
import { DAY_MS } from '@/lib/db/partitions/day';
import { QUARTER_MS } from '@/lib/db/rollups/quarter';
import type { RangeMs } from '@/lib/domain/created-range';
import type { ProjectId } from '@/lib/domain/project';
import { planTimeBars, type TimeBars } from '@/lib/format/time-bars';

/** Rows that are read at an end of the range, or for bars narrower than what is summed: tens of ms. */
const MAX_LIVE_ROWS = 50_000;

/** What every count of one screen starts from. */
export interface Counting {
  projectId: ProjectId;
  now: number;
  /** What is counted, without open ends. */
  range: MsRange;
  bars: TimeBars;
  /** Of all executions, whatever is asked for. */
  totals: readonly BarCount[];
  totalsExact: boolean;
  /** How sums by day make up the range. */
  dayPlan: CountPlan;
}

/**
 * Settles the range and its bars and counts all executions in them. Bars narrower than a quarter of
 * an hour are counted from the rows, where those are few; else the bars are that wide.
 */
export async function startCounting(
  projectId: ProjectId,
  asked: RangeMs & { zone: string; bars: number },
  { now, oldestMs }: ListClock,
): Promise<Counting> {
  const span = (await findCountedSpan(projectId)) ?? { fromMs: now - DAY_MS, toMs: now };
  const floorMs = Math.min(span.fromMs, oldestMs);
  const ceilingMs = Math.max(span.toMs, now);
  const toMs = Math.max(Math.min(asked.untilMs ?? ceilingMs, ceilingMs), floorMs);
  const fromMs = Math.min(Math.max(asked.sinceMs ?? span.fromMs, floorMs), toMs);
  const range = { fromMs, toMs };
  const cut = { zone: asked.zone, wanted: asked.bars };
  const narrow = planTimeBars({ sinceMs: fromMs, untilMs: toMs }, cut);
  const isNarrow = narrow.widthMs < QUARTER_MS;
  const days = outward(range, DAY_MS);
  const rowsIn = await listQuarterTotals(projectId, isNarrow ? [days] : endsOf(asked, range));
  const isLive = isNarrow && rowsIn(range) <= MAX_LIVE_ROWS;
  const bars =
    isLive || !isNarrow
      ? narrow
      : planTimeBars({ sinceMs: fromMs, untilMs: toMs }, { ...cut, leastWidthMs: QUARTER_MS });
  const plan: CountPlan = isLive
    ? { whole: null, live: [{ ...range, sign: 1 }], scaled: [] }
    : planCount(range, { unitMs: QUARTER_MS, rowsIn, maxLive: MAX_LIVE_ROWS });
  // Beyond an open end is nothing: whole days, then, and no rows to be read.
  const dayRange = {
    fromMs: asked.sinceMs === null ? days.fromMs : fromMs,
    toMs: asked.untilMs === null ? days.toMs : toMs,
  };
  return {
    projectId,
    now,
    range,
    bars,
    totals: await countQuarters(projectId, bars.edgesMs, plan),
    totalsExact: plan.scaled.length === 0,
    dayPlan: planCount(dayRange, { unitMs: DAY_MS, rowsIn, maxLive: MAX_LIVE_ROWS }),
  };
}

/** The days in which the range begins and ends, each once. */
function endsOf(asked: RangeMs, { fromMs, toMs }: MsRange): MsRange[] {
  const ends = [
    ...(asked.sinceMs === null ? [] : [fromMs]),
    ...(asked.untilMs === null ? [] : [toMs]),
  ];
  const days = new Set(ends.map((ms) => Math.floor(ms / DAY_MS) * DAY_MS));
  return Array.from(days, (day) => ({ fromMs: day, toMs: day + DAY_MS }));
}

function outward({ fromMs, toMs }: MsRange, unitMs: number): MsRange {
  return {
    fromMs: Math.floor(fromMs / unitMs) * unitMs,
    toMs: Math.ceil(toMs / unitMs) * unitMs,
  };
}
