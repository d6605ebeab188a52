import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { StepPart } from '@/lib/domain/step-outline';
import { prisma } from '../client';

const COLUMN = { input: 'inputText', output: 'outputText', error: 'errorText' } as const;

/** A text of one step as it was sent, or null where none was. */
export async function findStepText(
  projectId: ProjectId,
  executionId: ExecutionId,
  seq: number,
  part: StepPart,
): Promise<string | null> {
  const step = await prisma().executionStep.findUnique({
    where: { projectId_executionId_seq: { projectId, executionId, seq } },
    select: {
      inputText: part === 'input',
      outputText: part === 'output',
      errorText: part === 'error',
    },
  });
  return step?.[COLUMN[part]] ?? null;
}
