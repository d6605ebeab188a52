import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { WholeStep } from '@/lib/domain/whole-step';
import { prisma } from '../client';
import { readArchivedSteps } from './archived-step';

/** The steps of an attempt that another one has followed, in their order; null where none were kept. */
export async function findArchivedSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  attempt: number,
): Promise<WholeStep[] | null> {
  const row = await prisma().executionAttempt.findUnique({
    where: { projectId_executionId_attempt: { projectId, executionId, attempt } },
    select: { stepsJson: true },
  });
  return row?.stepsJson ? readArchivedSteps(row.stepsJson) : null;
}
