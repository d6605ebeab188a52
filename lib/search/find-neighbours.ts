import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { ExecutionParams } from '@/lib/query-state/execution-params';
import { listPage } from './list-page';

/** The rows before and after one in the order of the list that somebody came from. */
export async function findNeighbours(
  projectId: ProjectId,
  params: ExecutionParams,
  id: ExecutionId,
): Promise<{ previous: ExecutionId | null; next: ExecutionId | null }> {
  const [newer, older] = await Promise.all([
    listPage(projectId, params, { direction: 'newer', cursor: id, limit: 1 }),
    listPage(projectId, params, { direction: 'older', cursor: id, limit: 1 }),
  ]);
  const up = newer.items[0]?.id ?? null;
  const down = older.items[0]?.id ?? null;
  return params.order === 'newest' ? { previous: up, next: down } : { previous: down, next: up };
}
