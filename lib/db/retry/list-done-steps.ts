import type { DoneStep } from '@/lib/contract/retry-plan';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { STEP_STATUS_CODE } from '@/lib/domain/step-status';
import { prisma } from '../client';

/** The first steps of an execution that were not skipped, by their `seq`. */
export async function listDoneSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  limit: number,
): Promise<DoneStep[]> {
  return prisma().$queryRaw<DoneStep[]>`
    SELECT seq, name, connector FROM runlens.execution_steps
    WHERE project_id = ${projectId} AND execution_id = ${executionId}::uuid
      AND status IS DISTINCT FROM ${STEP_STATUS_CODE.skipped}
    ORDER BY seq LIMIT ${limit}`;
}
