import type { DoneStep } from '@/lib/contract/retry-plan';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { STEP_STATUS_CODE } from '@/lib/domain/step-status';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { firstSteps } from '../steps/first-steps';

/** The first steps of an execution that were not skipped, in their order. */
export async function listDoneSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  limit: number,
): Promise<DoneStep[]> {
  const which = Prisma.sql`status IS DISTINCT FROM ${STEP_STATUS_CODE.skipped}`;
  const columns = Prisma.sql`seq, started_at, name, connector`;
  const steps = await prisma().$queryRaw<DoneStep[]>(
    firstSteps(columns, { projectId, executionId, limit, which }),
  );
  return steps.map(({ seq, name, connector }) => ({ seq, name, connector }));
}
