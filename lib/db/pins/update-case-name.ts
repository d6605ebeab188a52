import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Throws `not_found`. */
export async function updateCaseName(
  projectId: ProjectId,
  actionKey: string,
  executionId: ExecutionId,
  name: string,
): Promise<void> {
  const { count } = await prisma().pinnedCase.updateMany({
    where: { projectId, actionKey, executionId },
    data: { name },
  });
  if (count === 0) throw new AppError('not_found', 'The case is not pinned any more');
}
