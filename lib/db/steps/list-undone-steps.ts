import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { StepOutline } from '@/lib/domain/step-outline';
import { STEP_STATUS_CODE } from '@/lib/domain/step-status';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { OUTLINE_COLUMNS, type OutlineRow, toOutline } from './outline-row';

const UNDONE = (['failed', 'rejected', 'skipped'] as const).map(
  (status) => STEP_STATUS_CODE[status],
);

/** The first steps that failed or were skipped, by their `seq`. */
export async function listUndoneSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  limit: number,
): Promise<StepOutline[]> {
  const rows = await prisma().$queryRaw<OutlineRow[]>`
    SELECT ${OUTLINE_COLUMNS} FROM runlens.execution_steps
    WHERE project_id = ${projectId} AND execution_id = ${executionId}::uuid
      AND status IN (${Prisma.join(UNDONE)})
    ORDER BY seq LIMIT ${limit}`;
  return rows.map(toOutline);
}
