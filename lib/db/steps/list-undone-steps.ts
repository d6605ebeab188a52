import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { StepOutline } from '@/lib/domain/step-outline';
import { STEP_STATUS_CODE } from '@/lib/domain/step-status';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { firstSteps } from './first-steps';
import { OUTLINE_COLUMNS, type OutlineRow, toOutline } from './outline-row';

const UNDONE = (['failed', 'rejected', 'skipped'] as const).map(
  (status) => STEP_STATUS_CODE[status],
);
const IS_UNDONE = Prisma.sql`status IN (${Prisma.join(UNDONE)})`;

/** The first steps that failed or were skipped, in their order. */
export async function listUndoneSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  limit: number,
): Promise<StepOutline[]> {
  const rows = await prisma().$queryRaw<OutlineRow[]>(
    firstSteps(OUTLINE_COLUMNS, { projectId, executionId, limit, which: IS_UNDONE }),
  );
  return rows.map(toOutline);
}
