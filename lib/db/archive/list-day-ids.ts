import { type ExecutionId, lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { DAY_MS } from '../partitions/day';

/** Ids of a project's executions of one day, oldest first, behind `after`. */
export async function listDayIds(
  projectId: ProjectId,
  day: number,
  { after, limit }: { after: ExecutionId | null; limit: number },
): Promise<ExecutionId[]> {
  const [low, high] = [lowestIdAt(day), lowestIdAt(day + DAY_MS)];
  const rows = await prisma().$queryRaw<{ id: ExecutionId }[]>`
    SELECT id FROM runlens.executions
    WHERE project_id = ${projectId} AND id >= ${low}::uuid AND id < ${high}::uuid
      AND (${after}::uuid IS NULL OR id > ${after}::uuid)
    ORDER BY id LIMIT ${limit}`;
  return rows.map(({ id }) => id);
}
