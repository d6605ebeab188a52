import type { MsRange } from '@/lib/db/counts/count-plan';
import type { BarCount } from '@/lib/db/counts/count-quarters';
import type { WindowCounts } from '@/lib/db/counts/count-window';
import type { Durations, Facet, Histogram, Sureness } from '@/lib/domain/counts';
import type { Status } from '@/lib/domain/status';
import { rankValues } from './rank-values';
import type { Counting } from './start-counting';

/**
 * What has been counted of a query, from the newest back. What is further back is estimated: as many
 * of its executions match as did of those that were read.
 */
export class Tally {
  /** Everything newer was counted. */
  countedBackToMs: number;
  private readonly bars: BarCount[] = [];
  private readonly values = new Map<string, Map<string, number>>();
  private readonly cut = new Set<string>();
  private readonly durations = new Map<number, number>();

  constructor(private readonly counting: Counting) {
    this.countedBackToMs = counting.range.toMs;
  }

  add(backToMs: number, counts: WindowCounts): void {
    this.countedBackToMs = backToMs;
    this.bars.push(...counts.bars);
    for (const field of counts.cut) this.cut.add(field);
    for (const { field, value, n } of counts.values) {
      const values = this.values.get(field) ?? new Map<string, number>();
      values.set(value, (values.get(value) ?? 0) + n);
      this.values.set(field, values);
    }
    for (const { place, n } of counts.durations) {
      this.durations.set(place, (this.durations.get(place) ?? 0) + n);
    }
  }

  get sureness(): Sureness {
    const { countedBackToMs, counting } = this;
    const exact = countedBackToMs <= counting.range.fromMs;
    return { exact, countedBackToMs: exact ? null : countedBackToMs };
  }

  histogram(): Histogram {
    const { range, totals } = this.counting;
    const newer = { fromMs: this.countedBackToMs, toMs: range.toMs };
    const rates = new Map<Status, number>();
    for (const status of new Set(this.bars.map((bar) => bar.status))) {
      const matched = sumOf(this.bars.filter((bar) => bar.status === status));
      const read = rowsIn(this.counting, newer, status);
      rates.set(status, read > 0 ? Math.min(matched / read, 1) : 0);
    }
    const older = { fromMs: range.fromMs, toMs: this.countedBackToMs };
    const estimated = totals.map((total) => ({
      ...total,
      n: total.n * shareOf(this.counting, total.bar, older) * (rates.get(total.status) ?? 0),
    }));
    return toHistogram(
      this.counting,
      this.sureness.exact ? this.bars : [...this.bars, ...estimated],
      this.sureness,
    );
  }

  facet(field: string, limit: number, chosen: readonly string[]): Facet {
    const factor = this.factor();
    const values = Array.from(this.values.get(field) ?? [], ([value, n]) => ({
      value,
      count: Math.round(n * factor),
    }));
    const isCut = this.cut.has(field);
    const ranked = rankValues(values, limit, chosen);
    const { exact, countedBackToMs } = this.sureness;
    return {
      field,
      ...ranked,
      more: ranked.more || isCut,
      exact: exact && !isCut,
      countedBackToMs,
    };
  }

  durationsOver(edgesMs: readonly number[]): Durations {
    const factor = this.factor();
    const counts = edgesMs
      .slice(1)
      .map((_, index) => Math.round((this.durations.get(index + 1) ?? 0) * factor));
    return { edgesMs, counts, ...this.sureness };
  }

  /** How many times what was read is in the whole range. */
  private factor(): number {
    const { range } = this.counting;
    const read = rowsIn(this.counting, { fromMs: this.countedBackToMs, toMs: range.toMs });
    return this.sureness.exact || read === 0 ? 1 : rowsIn(this.counting, range) / read;
  }
}

/** Counts by bar and status as what a screen draws. */
export function toHistogram(
  { range, bars }: Counting,
  counts: readonly BarCount[],
  sureness: Sureness,
): Histogram {
  const byStatus: Partial<Record<Status, number[]>> = {};
  for (const { bar, status, n } of counts) {
    const row = byStatus[status] ?? new Array<number>(bars.edgesMs.length - 1).fill(0);
    row[bar] = (row[bar] ?? 0) + n;
    byStatus[status] = row;
  }
  const rounded = Object.entries(byStatus).map(([status, row]) => [status, row.map(Math.round)]);
  return {
    sinceMs: range.fromMs,
    untilMs: range.toMs,
    ...bars,
    counts: Object.fromEntries(rounded),
    total: Math.round(sumOf(counts)),
    ...sureness,
  };
}

/** About how many executions there are in a part of the range, of one status or of any. */
export function rowsIn(counting: Counting, part: MsRange, status?: Status): number {
  const of = counting.totals.filter((total) => status === undefined || total.status === status);
  return of.reduce((sum, total) => sum + total.n * shareOf(counting, total.bar, part), 0);
}

/** Which part of a bar, as far as it is counted, lies in a range. */
function shareOf({ range, bars }: Counting, bar: number, part: MsRange): number {
  const from = Math.max(bars.edgesMs[bar] ?? 0, range.fromMs);
  const to = Math.min(bars.edgesMs[bar + 1] ?? 0, range.toMs);
  const shared = Math.min(to, part.toMs) - Math.max(from, part.fromMs);
  return shared > 0 ? shared / (to - from) : 0;
}

function sumOf(counts: readonly { n: number }[]): number {
  return counts.reduce((sum, { n }) => sum + n, 0);
}
