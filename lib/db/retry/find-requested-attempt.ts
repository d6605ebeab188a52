import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** The attempt that a wish with this key has led to, or null when it was not heard before. */
export async function findRequestedAttempt(
  projectId: ProjectId,
  executionId: ExecutionId,
  idempotencyKey: string,
): Promise<number | null> {
  const row = await prisma().executionAttempt.findFirst({
    where: { projectId, executionId, idempotencyKey },
    select: { attempt: true },
  });
  return row?.attempt ?? null;
}
