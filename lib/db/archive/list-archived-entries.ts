import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { type EntryRow, entryColumns, toLogEntry } from '../entries/entry-row';

/** All entries of executions that have few of them, by execution and in the order of their seq. */
export async function listArchivedEntries(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
): Promise<Map<ExecutionId, LogEntry[]>> {
  const rows = await prisma().$queryRaw<(EntryRow & { execution_id: ExecutionId })[]>`
    SELECT execution_id, ${entryColumns(null)} FROM runlens.execution_entries
    WHERE project_id = ${projectId} AND execution_id = ANY(${[...ids]}::uuid[])
    ORDER BY execution_id, seq`;
  const found = new Map<ExecutionId, LogEntry[]>(ids.map((id) => [id, []]));
  for (const row of rows) found.get(row.execution_id)?.push(toLogEntry(row));
  return found;
}
