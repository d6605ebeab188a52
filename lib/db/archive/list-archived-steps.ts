import type { ArchivedStep } from '@/lib/domain/archived-run';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import { prisma } from '../client';

/** Steps of executions, by execution and seq, behind `after`; `limit` at most. */
export async function listArchivedSteps(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  { after, limit }: { after: number; limit: number },
): Promise<ArchivedStep[]> {
  const rows = await prisma().executionStep.findMany({
    where: { projectId, executionId: { in: [...ids] }, seq: { gt: after } },
    orderBy: [{ executionId: 'asc' }, { seq: 'asc' }],
    take: limit,
  });
  return rows.map(({ status, projectId: _, ...row }) => ({
    ...row,
    status: status === null ? null : stepStatusOfCode(status),
  }));
}
