import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from '../executions/row';

/** Ids asked for in one statement. */
const SLICE = 500;

/** The list rows of some executions as they stand now; what is gone meanwhile is left out. */
export async function listChanged(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, ExecutionSummary>> {
  const found = new Map<ExecutionId, ExecutionSummary>();
  for (let at = 0; at < ids.length; at += SLICE) {
    const rows = await prisma().$queryRaw<SummaryRow[]>`
      SELECT ${SUMMARY_COLUMNS} FROM runlens.executions
      WHERE project_id = ${projectId} AND id = ANY(${ids.slice(at, at + SLICE)}::uuid[])`;
    for (const row of rows) found.set(row.id, toSummary(row));
  }
  return found;
}
