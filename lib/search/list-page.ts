import { listExecutions } from '@/lib/db/executions/list-executions';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Direction, ExecutionPage } from '@/lib/domain/execution-query';
import { MAX_PAGE_SIZE, PAGE_SIZE } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { timeRangeMs } from '@/lib/domain/time-range';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { requireQuery } from '@/lib/query-state/require-query';
import { listClock } from './list-clock';

/** Where a page starts: after a row towards the past, or after one towards the present. */
export interface PageStart {
  direction: Direction;
  cursor: ExecutionId | null;
  limit?: number;
  /** More than a request may ask for has to be said by the program. */
  most?: number;
}

/** A page of what a screen lists, in the direction of the walk. Throws `invalid_input` for a query that is none. */
export async function listPage(
  projectId: ProjectId,
  params: ExecutionParams,
  { direction, cursor, limit = PAGE_SIZE, most = MAX_PAGE_SIZE }: PageStart,
): Promise<ExecutionPage<ExecutionSummary>> {
  const clock = listClock();
  return listExecutions(
    projectId,
    {
      query: requireQuery(params.q),
      ...timeRangeMs(params.range, clock.now),
      direction,
      cursor,
      limit: Math.min(Math.max(limit, 1), most),
    },
    clock,
  );
}
