import type { ExecutionSummary } from '@/lib/domain/execution';
import { isExecutionId, lowestIdAt } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { pool } from '../client';
import { Prisma } from '../generated/client';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './row';

/**
 * The executions that a name can mean, by Runlens' id or the producer's own, newest first.
 * @param oldestMs where the data begins (retention), Unix ms
 */
export async function listNamed(
  projectId: ProjectId,
  names: readonly string[],
  { oldestMs, limit }: { oldestMs: number; limit: number },
): Promise<ExecutionSummary[]> {
  // No text of the database holds it, so nothing is called so.
  const storable = names.filter((name) => !name.includes('\0'));
  if (storable.length === 0) return [];
  const oldest = lowestIdAt(oldestMs);
  const ids = storable.filter(isExecutionId);
  const found = await Promise.all([
    ids.length === 0 ? [] : listByIds(projectId, ids, oldest),
    ...storable.map((name) => listByExternalId(projectId, name, { oldest, limit })),
  ]);
  const rows = new Map(found.flat().map((row) => [row.id, row]));
  return Array.from(rows.values(), toSummary)
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, limit);
}

async function listByIds(
  projectId: ProjectId,
  ids: readonly string[],
  oldest: string,
): Promise<SummaryRow[]> {
  const { text, values } = Prisma.sql`
    SELECT ${SUMMARY_COLUMNS} FROM runlens.executions
    WHERE project_id = ${projectId} AND id = ANY(${[...ids]}::uuid[]) AND id >= ${oldest}::uuid`;
  return (await pool().query<SummaryRow>(text, values)).rows;
}

/**
 * The index of every day is asked. To plan that for thirty days takes ten times as long as to do it, so
 * the statement has a name: a connection plans it once. Behind OFFSET 0 the planner cannot walk the
 * days in the order of the list instead.
 */
async function listByExternalId(
  projectId: ProjectId,
  name: string,
  { oldest, limit }: { oldest: string; limit: number },
): Promise<SummaryRow[]> {
  const { text, values } = Prisma.sql`
    SELECT * FROM (
      SELECT ${SUMMARY_COLUMNS} FROM runlens.executions
      WHERE project_id = ${projectId} AND external_id = ${name} AND id >= ${oldest}::uuid OFFSET 0
    ) AS named ORDER BY id DESC LIMIT ${limit}`;
  const once = { name: 'executions_by_external_id', text, values };
  return (await pool().query<SummaryRow>(once)).rows;
}
