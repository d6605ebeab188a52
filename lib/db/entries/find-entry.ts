import type { Alteration } from '@/lib/domain/execution';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { WholeEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';
import { cancellableQuery } from '../cancellable-query';
import { Prisma } from '../generated/client';
import { type EntryRow, entryColumns, toLogEntry } from './entry-row';
import { ofExecution } from './entry-where';

/** One entry with all that is stored of it, or null. */
export async function findEntry(
  projectId: ProjectId,
  executionId: ExecutionId,
  seq: number,
): Promise<WholeEntry | null> {
  const [row] = await cancellableQuery<
    EntryRow & { extra_text: string | null; alterations_text: string | null }
  >(
    Prisma.sql`SELECT ${entryColumns(null)}, extra_text, alterations_text
      FROM runlens.execution_entries
      WHERE ${ofExecution(projectId, executionId)} AND seq = ${seq}::int`,
    {},
  );
  if (!row) return null;
  const alterations = JSON.parse(row.alterations_text ?? '[]') as Alteration[];
  return { ...toLogEntry(row), extraText: row.extra_text, alterations };
}
