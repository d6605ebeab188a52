import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Characters of the steps and entries of each of some executions that has any, and of what is around them. */
export async function measureChildren(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, number>> {
  const rows = await prisma().$queryRaw<{ id: ExecutionId; size: number }[]>`
    SELECT id, sum(size)::float8 AS size FROM (
      SELECT execution_id AS id, 200 + coalesce(octet_length(input_text), 0)
        + coalesce(octet_length(output_text), 0) + coalesce(octet_length(error_text), 0) AS size
      FROM runlens.execution_steps
      WHERE project_id = ${projectId} AND execution_id = ANY(${[...ids]}::uuid[])
      UNION ALL
      SELECT execution_id, 200 + coalesce(octet_length(message), 0)
        + coalesce(octet_length(data_text), 0) + coalesce(octet_length(extra_text), 0)
      FROM runlens.execution_entries
      WHERE project_id = ${projectId} AND execution_id = ANY(${[...ids]}::uuid[])
    ) AS children GROUP BY id`;
  return new Map(rows.map(({ id, size }) => [id, size]));
}
