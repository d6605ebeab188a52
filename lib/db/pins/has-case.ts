import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

export async function hasCase(
  projectId: ProjectId,
  actionKey: string,
  executionId: ExecutionId,
): Promise<boolean> {
  return (await prisma().pinnedCase.count({ where: { projectId, actionKey, executionId } })) > 0;
}
