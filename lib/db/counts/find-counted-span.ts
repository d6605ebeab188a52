import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { EXECUTION_DIM } from '../rollups/dimensions';
import { QUARTER_MS } from '../rollups/quarter';
import type { MsRange } from './count-plan';

/** From the first to the last quarter of an hour in which something is counted, or null. */
export async function findCountedSpan(projectId: ProjectId): Promise<MsRange | null> {
  const rows = await prisma().$queryRaw<{ first: Date | null; last: Date | null }[]>`
    SELECT least(q.first, d.first) AS first, greatest(q.last, d.last) AS last FROM (
      SELECT (SELECT min(quarter) FROM runlens.rollup_quarters WHERE project_id = ${projectId} AND n <> 0) AS first,
        (SELECT max(quarter) FROM runlens.rollup_quarters WHERE project_id = ${projectId} AND n <> 0) AS last
    ) AS q CROSS JOIN (
      SELECT min(quarter) AS first, max(quarter) AS last FROM runlens.rollup_deltas
      WHERE project_id = ${projectId} AND dim = ${EXECUTION_DIM}
    ) AS d`;
  const [span] = rows;
  if (!span?.first || !span.last) return null;
  return { fromMs: span.first.getTime(), toMs: span.last.getTime() + QUARTER_MS };
}
