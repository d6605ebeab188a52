import type { AttemptPart } from '@/lib/domain/execution-attempt';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** A text of an attempt that another one has followed, as it was stored, or null where there is none. */
export async function findArchivedText(
  projectId: ProjectId,
  executionId: ExecutionId,
  attempt: number,
  part: AttemptPart,
): Promise<string | null> {
  const row = await prisma().executionAttempt.findUnique({
    where: { projectId_executionId_attempt: { projectId, executionId, attempt } },
    select: { contextText: part === 'context', outputText: part === 'output' },
  });
  return (part === 'context' ? row?.contextText : row?.outputText) ?? null;
}
