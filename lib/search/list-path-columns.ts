import { listPathValues } from '@/lib/db/executions/list-path-values';
import type { ColumnKey } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ExecutionPage } from '@/lib/domain/execution-query';
import { MAX_CELL_TEXT, type PathValues } from '@/lib/domain/path-value';
import type { ProjectId } from '@/lib/domain/project';

/** What cells show of the paths that are columns. */
export function listPathColumns(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  paths: readonly ColumnKey[],
): Promise<PathValues> {
  return listPathValues(projectId, ids, paths, MAX_CELL_TEXT);
}

/** A page, and what its rows have at the paths that are columns. */
export async function withPathColumns<P extends ExecutionPage<ExecutionSummary>>(
  projectId: ProjectId,
  page: P,
  paths: readonly ColumnKey[],
): Promise<P & { values?: PathValues }> {
  if (paths.length === 0) return page;
  const ids = page.items.map(({ id }) => id);
  return { ...page, values: await listPathColumns(projectId, ids, paths) };
}
