import type { ExecutionStep } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { stepStatusOfCode } from '@/lib/domain/step-status';
import { prisma } from '../client';

export async function listSteps(
  projectId: ProjectId,
  executionId: ExecutionId,
  limit: number,
): Promise<ExecutionStep[]> {
  const rows = await prisma().executionStep.findMany({
    where: { projectId, executionId },
    orderBy: { seq: 'asc' },
    take: limit,
    omit: {
      inputText: true,
      outputText: true,
      errorText: true,
      projectId: true,
      executionId: true,
    },
  });
  return rows.map((row) => ({
    ...row,
    status: row.status === null ? null : stepStatusOfCode(row.status),
  }));
}
