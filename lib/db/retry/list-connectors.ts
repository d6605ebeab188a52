import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** The connectors with this word in their name among the steps of some executions. */
export async function listConnectors(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  word: string,
): Promise<{ id: ExecutionId; connector: string }[]> {
  return prisma().$queryRaw<{ id: string; connector: string }[]>`
    SELECT DISTINCT execution_id AS id, connector FROM runlens.execution_steps
    WHERE project_id = ${projectId} AND execution_id = ANY(${[...ids]}::uuid[])
      AND strpos(lower(connector), ${word}::text) > 0`;
}
