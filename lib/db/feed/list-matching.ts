import type { ExecutionId } from '@/lib/domain/execution-id';
import type { Condition } from '@/lib/domain/execution-query';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { compileConditions } from '../executions/where';

/** Those of some executions that match. */
export async function listMatching(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  conditions: readonly Condition[],
): Promise<ExecutionId[]> {
  const rows = await prisma().$queryRaw<{ id: ExecutionId }[]>`
    SELECT id FROM runlens.executions
    WHERE project_id = ${projectId} AND id = ANY(${[...ids]}::uuid[])${compileConditions(conditions)}`;
  return rows.map(({ id }) => id);
}
