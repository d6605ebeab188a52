import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Those of some executions that have a run which is not over. */
export async function listRunningIds(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Set<ExecutionId>> {
  const rows = await prisma().$queryRaw<{ id: string }[]>`
    SELECT execution_id AS id FROM runlens.runs
    WHERE project_id = ${projectId} AND execution_id = ANY(${[...ids]}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}
