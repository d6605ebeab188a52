import type { ProjectId } from '@/lib/domain/project';
import { isTriedVerdict, VERDICT_CODE, VERDICTS, verdictOfCode } from '@/lib/domain/verdict';
import type { VerdictRate } from '@/lib/domain/verdict-rate';
import { prisma } from '../client';

const TRIED = VERDICTS.filter(isTriedVerdict).map((verdict) => VERDICT_CODE[verdict]);

/**
 * The verdicts of the newest executions of an action that have one. By the index of verdicts: tried
 * are few, where the executions of an action may be all there are.
 * @param most how many are counted
 */
export async function countTried(
  projectId: ProjectId,
  actionKey: string,
  most: number,
): Promise<VerdictRate> {
  const rows = await prisma().$queryRaw<{ reproducibility: number; count: number }[]>`
    SELECT reproducibility, count(*)::int AS count FROM (
      SELECT reproducibility FROM runlens.executions
      WHERE project_id = ${projectId} AND reproducibility = ANY(${TRIED}::smallint[])
        AND action_keys @> ARRAY[${actionKey}]::text[]
      ORDER BY id DESC LIMIT ${most}
    ) AS newest GROUP BY reproducibility ORDER BY count DESC, reproducibility`;
  const counts = rows.map((row) => ({
    verdict: verdictOfCode(row.reproducibility),
    count: row.count,
  }));
  const tried = counts.reduce((sum, { count }) => sum + count, 0);
  return { counts, tried, isAll: tried < most };
}
