import type { ExecutionStep } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import { prisma } from '../client';

/** A step with what went in, came out and went wrong, as the producer's JSON texts. */
export interface WholeStep extends ExecutionStep {
  inputText: string | null;
  outputText: string | null;
  errorText: string | null;
}

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
