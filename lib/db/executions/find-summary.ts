import type { ExecutionSummary } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './row';

export async function findSummary(
  projectId: ProjectId,
  id: ExecutionId,
): Promise<ExecutionSummary | null> {
  const rows = await prisma().$queryRaw<SummaryRow[]>`
    SELECT ${SUMMARY_COLUMNS} FROM runlens.executions
    WHERE project_id = ${projectId} AND id = ${id}::uuid`;
  return rows[0] ? toSummary(rows[0]) : null;
}
