import { listCases } from '@/lib/db/pins/list-cases';
import type { PinnedCase } from '@/lib/domain/pinned-case';
import type { ProjectId } from '@/lib/domain/project';

/** The cases of an action in the order in which they were pinned. */
export async function listPinnedCases(
  projectId: ProjectId,
  actionKey: string,
): Promise<PinnedCase[]> {
  return listCases(projectId, actionKey);
}
