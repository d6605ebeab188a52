import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { RunStanding } from '@/lib/domain/run-standing';
import { statusOfCode } from '@/lib/domain/status';
import { prisma } from '../client';

export async function findRunStanding(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<RunStanding | null> {
  const row = await prisma().execution.findUnique({
    where: { projectId_id: { projectId, id } },
    select: { attempt: true, status: true },
  });
  return row && { attempt: row.attempt, status: statusOfCode(row.status) };
}
