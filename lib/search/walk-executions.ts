import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { MAX_PAGE_SIZE } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { downwards } from '@/lib/query-state/list-key';
import { listPage } from './list-page';

/**
 * Everything that a screen lists, page by page in its order, however far back it goes. The next page is read
 * while somebody works on this one.
 */
export async function* walkExecutions(
  projectId: ProjectId,
  params: ExecutionParams,
  { limit = MAX_PAGE_SIZE, after = null }: { limit?: number; after?: ExecutionId | null } = {},
): AsyncGenerator<readonly ExecutionSummary[]> {
  const read = (cursor: ExecutionId | null) => {
    const page = listPage(projectId, params, {
      direction: downwards(params),
      cursor,
      limit,
      most: limit,
    });
    // Whoever asks for the next page gets its error; until then nobody waits for it.
    page.catch(() => undefined);
    return page;
  };
  for (let reading: ReturnType<typeof read> | null = read(after); reading; ) {
    const page: Awaited<ReturnType<typeof read>> = await reading;
    reading = page.next === null ? null : read(page.next);
    if (page.items.length > 0) yield page.items;
  }
}
