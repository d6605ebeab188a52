import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { findCodeVersion } from '../executions/find-code';

/** The exact code of an attempt that another one has followed, or null when none was sent. */
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
