import type { Exclusion } from '@/lib/contract/exclusion';
import { countCapped } from '@/lib/db/executions/count-capped';
import type { ProjectId } from '@/lib/domain/project';
import { timeRangeMs } from '@/lib/domain/time-range';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { printTerm } from '@/lib/query-state/print-query';
import { requireQuery } from '@/lib/query-state/require-query';
import { listClock } from './list-clock';

/** More parts than that nobody takes off one by one. */
const MAX_PARTS = 12;
const CAP = 1_000;
/** For all parts together, in ms. */
const BUDGET_MS = 1_500;

/**
 * Why a list is empty: how many would match without each of its parts, the part that excludes most
 * first. Parts without which there is nothing either are left out.
 */
export async function explainNothing(
  projectId: ProjectId,
  params: ExecutionParams,
): Promise<Exclusion[]> {
  const clock = listClock();
  const range = timeRangeMs(params.range, clock.now);
  const query = requireQuery(params.q);
  const parts = query.slice(0, MAX_PARTS);
  const hasRange = range.sinceMs !== null || range.untilMs !== null;
  const limits = { cap: CAP, budgetMs: BUDGET_MS / (parts.length + 1), clock };
  const found: Exclusion[] = [];
  for (const term of parts) {
    const rest = query.filter((other) => other !== term);
    const count = await countCapped(projectId, rest, range, limits);
    found.push({ term: printTerm(term), ...count });
  }
  if (hasRange) {
    const always = { sinceMs: null, untilMs: null };
    found.push({ term: null, ...(await countCapped(projectId, query, always, limits)) });
  }
  return found.filter(({ count }) => count > 0).sort((a, b) => b.count - a.count);
}
