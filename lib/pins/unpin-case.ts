import { deleteCase } from '@/lib/db/pins/delete-case';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/** Forgets a case and its copies. One that is not pinned is no failure. */
export async function unpinCase(
  projectId: ProjectId,
  actionKey: string,
  id: ExecutionId,
): Promise<void> {
  await deleteCase(projectId, actionKey, id);
}
