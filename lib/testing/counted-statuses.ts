import { pool } from '@/lib/db/client';
import type { ProjectId } from '@/lib/domain/project';
import { statusOfCode } from '@/lib/domain/status';

/** How many executions of a project the counts know by status, folded or waiting. */
export async function countedStatuses(project: ProjectId): Promise<Record<string, number>> {
  const { rows } = await pool().query<{ status: number; n: number }>(
    `SELECT status, sum(n)::int AS n FROM (
       SELECT status, n FROM runlens.rollup_deltas WHERE project_id = $1 AND dim = 0
       UNION ALL SELECT status, n FROM runlens.rollup_quarters WHERE project_id = $1
     ) counted GROUP BY status HAVING sum(n) <> 0`,
    [project],
  );
  return Object.fromEntries(rows.map(({ status, n }) => [statusOfCode(status), n]));
}
