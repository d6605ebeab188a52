import type { MsRange } from '@/lib/db/counts/count-plan';
import type { WindowCounts } from '@/lib/db/counts/count-window';
import { AppError } from '@/lib/domain/app-error';
import type { Counting } from './start-counting';
import { rowsIn, Tally } from './tally';

const LEAST_ROWS = 50;
/** Not worth another statement. */
const LEAST_MS = 10;
/** One statement never grows or shrinks more than that much from the one before. */
const GROWTH = 8;
/** Within the 20 s that any statement has. */
const STATEMENT_LIMIT_MS = 15_000;

export interface Budget {
  /** No window starts later. */
  budgetMs: number;
  /** About how long one statement may take. */
  sliceMs: number;
  /** Nor does one once about so many rows were looked through. */
  maxRows?: number;
  signal?: AbortSignal;
}

type Read = (
  range: MsRange,
  options: { signal?: AbortSignal; limitMs: number },
) => Promise<WindowCounts>;

/**
 * Counts from the newest back, in windows that follow the time that the one before took. Ends with
 * the range, the budget or the signal; what is not read is estimated.
 *
 * @param firstRows about how many rows the first window looks through
 * @param onWindow after every window but the last
 */
export async function countWindows(
  counting: Counting,
  read: Read,
  { firstRows, ...budget }: Budget & { firstRows: number },
  onWindow?: (tally: Tally) => void,
): Promise<Tally> {
  const { range } = counting;
  const tally = new Tally(counting);
  const began = performance.now();
  const leftMs = () => budget.budgetMs - (performance.now() - began);
  const { maxRows = Number.POSITIVE_INFINITY } = budget;
  let wanted = Math.min(firstRows, maxRows);
  let looked = 0;
  while (tally.countedBackToMs > range.fromMs) {
    const toMs = tally.countedBackToMs;
    const fromMs = startOfWindow(counting, toMs, wanted);
    const rows = Math.max(rowsIn(counting, { fromMs, toMs }), 1);
    const started = performance.now();
    const limitMs = Math.min(Math.max(leftMs(), 0) + budget.sliceMs, STATEMENT_LIMIT_MS);
    const options = { signal: budget.signal, limitMs };
    const counts = await read({ fromMs, toMs }, options).catch(orNullWhenLate);
    if (budget.signal?.aborted) throw new AppError('timeout');
    const tookMs = Math.max(performance.now() - started, 0.5);
    if (counts) {
      tally.add(fromMs, counts);
      looked += rows;
    } else if (rows <= LEAST_ROWS) break;
    if (leftMs() < LEAST_MS || looked >= maxRows) break;
    const fits = (rows * Math.min(leftMs(), budget.sliceMs)) / tookMs;
    const most = counts ? rows * GROWTH : rows / GROWTH;
    wanted = Math.max(Math.min(fits, most), rows / GROWTH, LEAST_ROWS);
    if (counts && tally.countedBackToMs > range.fromMs) onWindow?.(tally);
  }
  return tally;
}

/** Where a window of about so many rows begins that ends at a moment; never just after the range does. */
function startOfWindow(counting: Counting, toMs: number, wanted: number): number {
  const { range, bars } = counting;
  let rows = 0;
  for (let bar = bars.edgesMs.length - 2; bar >= 0; bar -= 1) {
    const from = Math.max(bars.edgesMs[bar] ?? 0, range.fromMs);
    const to = Math.min(bars.edgesMs[bar + 1] ?? 0, toMs);
    if (from >= to) continue;
    const inBar = rowsIn(counting, { fromMs: from, toMs: to });
    if (rows + inBar > wanted) {
      const rest = rowsIn(counting, { fromMs: range.fromMs, toMs: from });
      if (rows + inBar + rest <= wanted * 1.3) return range.fromMs;
      const share = (wanted - rows) / inBar;
      return Math.min(Math.floor(to - (to - from) * share), toMs - 1);
    }
    rows += inBar;
  }
  return range.fromMs;
}

/** A statement that ran out of its time has counted nothing. */
function orNullWhenLate(error: unknown): null {
  if (error instanceof AppError && error.code === 'timeout') return null;
  throw error;
}
