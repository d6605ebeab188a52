import type { Histogram } from '@/lib/domain/counts';
import { narrowedRange } from '@/lib/domain/created-range';
import type { ProjectId } from '@/lib/domain/project';
import { statusesOf, withoutCreatedRanges } from '@/lib/domain/query-parts';
import { timeRangeMs } from '@/lib/domain/time-range';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { parseQuery } from '@/lib/query-state/parse-query';
import { summedHistogram } from './count-summed';
import { listClock } from './list-clock';
import { startCounting } from './start-counting';

/** What fits into the narrower windows; the screen counts again for its own width. */
const BARS = 80;

/**
 * The histogram that comes with the page, where sums alone can say it: null for a query that has to
 * read executions, and where there is nothing to count.
 */
export async function firstHistogram(
  projectId: ProjectId,
  { q, range }: ExecutionParams,
  zone: string,
): Promise<Histogram | null> {
  const { query, problems } = parseQuery(q);
  const statuses = statusesOf(withoutCreatedRanges(query));
  if (statuses === null || problems.length > 0) return null;
  const clock = listClock();
  const asked = narrowedRange(query, timeRangeMs(range, clock.now), clock.now);
  const counting = await startCounting(projectId, { ...asked, zone, bars: BARS }, clock);
  return counting.totals.length > 0 ? summedHistogram(counting, statuses) : null;
}
