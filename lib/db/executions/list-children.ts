import type { ExecutionStep } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { firstSteps } from '../steps/first-steps';

const COLUMNS = Prisma.sql`seq, parent_seq AS "parentSeq", name, connector, status, started_at,
  duration_ms AS "durationMs"`;

type StepRow = Omit<ExecutionStep, 'status' | 'startedAt'> & {
  status: number | null;
  started_at: Date | null;
};

/** The first steps of an execution in their order. */
export async function listSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  limit: number,
): Promise<ExecutionStep[]> {
  const rows = await prisma().$queryRaw<StepRow[]>(
    firstSteps(COLUMNS, { projectId, executionId, limit }),
  );
  return rows.map(({ started_at: startedAt, ...row }) => ({
    ...row,
    startedAt,
    status: row.status === null ? null : stepStatusOfCode(row.status),
  }));
}
