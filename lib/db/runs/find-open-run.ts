import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import type { OpenRun } from '@/lib/domain/run-steering';
import { prisma } from '../client';

/** The run of an execution that is not over, or null. */
export async function findOpenRun(
  projectId: ProjectId,
  executionId: ExecutionId,
): Promise<OpenRun | null> {
  const row = await prisma().run.findUnique({
    where: { projectId_executionId: { projectId, executionId } },
    select: { state: true, cancelRequested: true, pauseRequested: true },
  });
  if (!row) return null;
  const isHandedOver = row.state === 'handed_over';
  return { isHandedOver, isCancelled: row.cancelRequested, isPaused: row.pauseRequested };
}
