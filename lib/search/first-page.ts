import { printPosition } from '@/lib/db/feed/feed-position';
import { readFeedPosition } from '@/lib/db/feed/read-feed';
import type { ColumnKey } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionPage } from '@/lib/domain/execution-query';
import type { PathValues } from '@/lib/domain/path-value';
import type { ProjectId } from '@/lib/domain/project';
import { env } from '@/lib/env';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { downwards, firstCursor, listKey } from '@/lib/query-state/list-key';
import { parseQuery } from '@/lib/query-state/parse-query';
import { listPage } from './list-page';
import { withPathColumns } from './list-path-columns';

/**
 * The rows that come with the page itself. `key` names the list that they belong to, `feed` is the
 * place from which it can be followed.
 *
 * @param paths those that are columns
 */
export async function firstPage(
  projectId: ProjectId,
  params: ExecutionParams,
  paths: readonly ColumnKey[],
): Promise<{
  first: {
    key: string;
    feed: string;
    page: (ExecutionPage<ExecutionSummary> & { values?: PathValues }) | null;
  };
  retentionDays: number;
}> {
  const isUnderstood = parseQuery(params.q).problems.length === 0;
  const start = { direction: downwards(params), cursor: firstCursor(params) };
  // Taken before the rows are read: what comes between is told twice rather than never.
  const feed = printPosition(await readFeedPosition());
  const page = isUnderstood ? await listPage(projectId, params, start) : null;
  const rows = page && (await withPathColumns(projectId, page, paths));
  return { first: { key: listKey(params), page: rows, feed }, retentionDays: env().retentionDays };
}
