import type { AttemptPart } from '@/lib/domain/execution-attempt';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { findCodeVersion } from '../executions/find-code';

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

/** The exact code of such an attempt, or null when none was sent. */
export async function findArchivedCode(
  projectId: ProjectId,
  executionId: ExecutionId,
  attempt: number,
): Promise<string | null> {
  const row = await prisma().executionAttempt.findUnique({
    where: { projectId_executionId_attempt: { projectId, executionId, attempt } },
    select: { codeSha256: true },
  });
  return row?.codeSha256 ? findCodeVersion(projectId, row.codeSha256) : null;
}
