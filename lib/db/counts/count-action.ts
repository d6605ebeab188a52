import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { ANY_STATUS, DIMENSION } from '../rollups/dimensions';

/** How many executions an action has, exactly: from the sums by day and what is not added to them yet. */
export async function countAction(projectId: ProjectId, key: string): Promise<number> {
  // No text in PostgreSQL holds NUL.
  if (key.includes('\0')) return 0;
  const [row] = await prisma().$queryRaw<{ n: number }[]>`
    SELECT coalesce(sum(n), 0)::float8 AS n FROM (
      SELECT n FROM runlens.rollup_days
      WHERE project_id = ${projectId} AND dim = ${DIMENSION.action}::smallint
        AND status = ${ANY_STATUS}::smallint AND value = ${key}
      UNION ALL
      SELECT n FROM runlens.rollup_deltas
      WHERE project_id = ${projectId} AND dim = ${DIMENSION.action}::smallint AND value = ${key}
    ) AS counted`;
  return row?.n ?? 0;
}
