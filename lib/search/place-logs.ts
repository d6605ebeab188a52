import type { ExecutionSummary } from '@/lib/domain/execution';
import { FIRST_HITS_BUDGET_MS } from '@/lib/domain/limits';

/** How many logs of a list an execution has, and which, where those are not simply all of them. */
export interface LogsOfRun {
  count: number;
  seqs?: readonly number[];
}

/** The part of an execution's logs that stands on a page. */
interface PlacedLogs {
  run: ExecutionSummary;
  skip: number;
  take: number;
  seqs: readonly number[] | null;
}

export interface LogPlaces {
  places: PlacedLogs[];
  /** How many logs there are, or, unless `isExact`, how many there are at least. */
  count: number;
  isExact: boolean;
  hasNext: boolean;
}

/** Behind the page it is counted on up to this many logs, and no longer than for FIRST_HITS_BUDGET_MS. */
export const MAX_COUNTED = 1_000;

/**
 * Where the logs of one page are, in a list that goes on from execution to execution. What comes before
 * the page is counted as well as the page itself, however long it takes.
 * @param logsOf how many logs each execution has; it may stop once it has counted `most` in all
 */
export async function placeLogs(
  pages: AsyncIterable<readonly ExecutionSummary[]>,
  logsOf: (runs: readonly ExecutionSummary[], most: number) => Promise<readonly LogsOfRun[]>,
  { skip, take }: { skip: number; take: number },
): Promise<LogPlaces> {
  const began = performance.now();
  const end = skip + take;
  const most = Math.max(end + 1, MAX_COUNTED);
  const places: PlacedLogs[] = [];
  let seen = 0;
  for await (const runs of pages) {
    const logs = await logsOf(runs, most);
    for (const [index, run] of runs.entries()) {
      const { count, seqs } = logs[index] ?? { count: 0 };
      const from = Math.max(skip - seen, 0);
      const to = Math.min(end - seen, count);
      if (to > from) {
        places.push({ run, skip: from, take: to - from, seqs: seqs?.slice(from, to) ?? null });
      }
      seen += count;
    }
    const isLate = performance.now() - began > FIRST_HITS_BUDGET_MS;
    if (seen > end && (isLate || seen >= MAX_COUNTED)) {
      return { places, count: seen, isExact: false, hasNext: true };
    }
  }
  return { places, count: seen, isExact: true, hasNext: seen > end };
}
