import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** The producer's JSON text of the context, byte for byte, or null without one. */
export async function findContextText(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<string | null> {
  const row = await prisma().executionPayload.findUnique({
    where: { projectId_executionId: { projectId, executionId: id } },
    select: { contextText: true },
  });
  return row?.contextText ?? null;
}

/** The producer's JSON text of the output, byte for byte, or null when nothing was recorded. */
export async function findOutputText(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<string | null> {
  const row = await prisma().executionPayload.findUnique({
    where: { projectId_executionId: { projectId, executionId: id } },
    select: { outputText: true },
  });
  return row?.outputText ?? null;
}
