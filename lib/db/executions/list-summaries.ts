import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { idSpan } from './id-span';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './row';

/** The list rows of some executions, in the order of the ids; one that does not exist is left out. */
export async function listSummaries(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<ExecutionSummary[]> {
  if (ids.length === 0) return [];
  const [least, greatest] = idSpan(ids);
  const rows = await prisma().$queryRaw<SummaryRow[]>`
    SELECT ${SUMMARY_COLUMNS} FROM runlens.executions
    WHERE project_id = ${projectId} AND id = ANY(${[...ids]}::uuid[])
      AND id >= ${least}::uuid AND id <= ${greatest}::uuid`;
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row ? [toSummary(row)] : [];
  });
}
