import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { StepList } from '@/lib/domain/step-outline';
import { prisma } from '../client';
import { firstSteps } from './first-steps';
import { OUTLINE_COLUMNS, type OutlineRow, toOutline } from './outline-row';

/** The first steps of an execution in their order, and how many there are. */
export async function listStepOutlines(
  projectId: ProjectId,
  executionId: ExecutionId,
  limit: number,
): Promise<StepList> {
  const rows = await prisma().$queryRaw<OutlineRow[]>(
    firstSteps(OUTLINE_COLUMNS, { projectId, executionId, limit }),
  );
  const steps = rows.map(toOutline);
  if (steps.length < limit) return { steps, total: steps.length };
  return {
    steps,
    total: await prisma().executionStep.count({ where: { projectId, executionId } }),
  };
}
