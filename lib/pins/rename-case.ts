import { updateCaseName } from '@/lib/db/pins/update-case-name';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';

/** Throws `not_found`. */
export async function renameCase(
  projectId: ProjectId,
  actionKey: string,
  id: ExecutionId,
  name: string,
): Promise<void> {
  await updateCaseName(projectId, actionKey, id, name);
}
