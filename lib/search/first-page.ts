import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionPage } from '@/lib/domain/execution-query';
import type { ProjectId } from '@/lib/domain/project';
import { env } from '@/lib/env';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { downwards, firstCursor, listKey } from '@/lib/query-state/list-key';
import { listPage } from './list-page';

/** The rows that come with the page itself. `key` names the list that they belong to. */
export async function firstPage(
  projectId: ProjectId,
  params: ExecutionParams,
): Promise<{
  first: { key: string; page: ExecutionPage<ExecutionSummary> };
  retentionDays: number;
}> {
  const page = await listPage(projectId, params, {
    direction: downwards(params),
    cursor: firstCursor(params),
  });
  return { first: { key: listKey(params), page }, retentionDays: env().retentionDays };
}
