import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** The newest execution with the producer's own id, or null. */
export async function findByExternalId(
  projectId: ProjectId,
  externalId: string,
): Promise<ExecutionId | null> {
  const row = await prisma().execution.findFirst({
    where: { projectId, externalId },
    orderBy: { id: 'desc' },
    select: { id: true },
  });
  return row?.id ?? null;
}

export async function hasExecution(projectId: ProjectId, id: ExecutionId): Promise<boolean> {
  const row = await prisma().execution.findUnique({
    where: { projectId_id: { projectId, id } },
    select: { id: true },
  });
  return row !== null;
}
