import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { MAX_PAGE_SIZE } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { downwards } from '@/lib/query-state/list-key';
import { listPage } from './list-page';

/** Everything that a screen lists, page by page in its order, however far back it goes. */
export async function* walkExecutions(
  projectId: ProjectId,
  params: ExecutionParams,
  limit = MAX_PAGE_SIZE,
): AsyncGenerator<readonly ExecutionSummary[]> {
  let cursor: ExecutionId | null = null;
  do {
    const start = { direction: downwards(params), cursor, limit };
    const page = await listPage(projectId, params, start);
    if (page.items.length > 0) yield page.items;
    cursor = page.next;
  } while (cursor !== null);
}
