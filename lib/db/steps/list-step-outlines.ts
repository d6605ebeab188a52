import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { StepList } from '@/lib/domain/step-outline';
import { prisma } from '../client';
import { OUTLINE_COLUMNS, type OutlineRow, toOutline } from './outline-row';

/** The first steps of an execution by their `seq`, and how many there are. */
export async function listStepOutlines(
  projectId: ProjectId,
  executionId: ExecutionId,
  limit: number,
): Promise<StepList> {
  const rows = await prisma().$queryRaw<OutlineRow[]>`
    SELECT ${OUTLINE_COLUMNS} FROM runlens.execution_steps
    WHERE project_id = ${projectId} AND execution_id = ${executionId}::uuid
    ORDER BY seq LIMIT ${limit}`;
  const steps = rows.map(toOutline);
  if (steps.length < limit) return { steps, total: steps.length };
  return {
    steps,
    total: await prisma().executionStep.count({ where: { projectId, executionId } }),
  };
}
