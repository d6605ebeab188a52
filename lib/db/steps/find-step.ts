import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import type { WholeStep } from '@/lib/domain/whole-step';
import { prisma } from '../client';

/** One step with all that is stored of it, or null. */
export async function findStep(
  projectId: ProjectId,
  executionId: ExecutionId,
  seq: number,
): Promise<WholeStep | null> {
  const step = await prisma().executionStep.findUnique({
    where: { projectId_executionId_seq: { projectId, executionId, seq } },
    omit: { projectId: true, executionId: true },
  });
  if (!step) return null;
  return { ...step, status: step.status === null ? null : stepStatusOfCode(step.status) };
}
