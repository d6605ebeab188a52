import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';
import { cancellableQuery } from '../cancellable-query';
import { Prisma } from '../generated/client';
import { type EntryRow, entryColumns, toLogEntry } from './entry-row';
import { ofExecution } from './entry-where';

interface Page {
  skip: number;
  take: number;
  /** Up to which the entries are counted. */
  most: number;
}

/**
 * Entries of one execution behind the first `skip`, in the order of their seq, and how many it has; a
 * page behind the last one is empty and counts none. What is skipped and counted is read in the key
 * alone: page 500 of a hundred thousand costs 2 ms.
 * @param characters of long texts
 */
export async function listEntriesFrom(
  projectId: ProjectId,
  executionId: ExecutionId,
  { skip, take, most }: Page,
  { characters, signal }: { characters: number; signal: AbortSignal },
): Promise<{ entries: LogEntry[]; count: number }> {
  const all = Prisma.sql`runlens.execution_entries WHERE ${ofExecution(projectId, executionId)}`;
  const first = Prisma.sql`(SELECT seq FROM ${all} ORDER BY seq OFFSET ${skip}::int LIMIT 1)`;
  const rows = await cancellableQuery<EntryRow & { there: number }>(
    Prisma.sql`
      SELECT ${entryColumns(characters)},
        (SELECT count(*)::int FROM (SELECT FROM ${all} LIMIT ${most}::int) AS counted) AS there
      FROM ${all} AND seq >= ${first} ORDER BY seq LIMIT ${take}::int`,
    { signal },
  );
  return { entries: rows.map(toLogEntry), count: rows[0]?.there ?? 0 };
}
