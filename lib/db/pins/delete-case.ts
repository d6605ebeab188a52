import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** One that is not there is deleted as well. */
export async function deleteCase(
  projectId: ProjectId,
  actionKey: string,
  executionId: ExecutionId,
): Promise<void> {
  await prisma().pinnedCase.deleteMany({ where: { projectId, actionKey, executionId } });
}
