import type { ChildPlace } from '@/lib/domain/child-place';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';
import { cancellableQuery } from '../cancellable-query';
import { idSpan } from '../executions/id-span';
import { Prisma } from '../generated/client';
import { type EntryRow, entryColumns, toLogEntry } from './entry-row';

export interface EntryAt extends LogEntry {
  executionId: ExecutionId;
}

interface Asked {
  /** Of long texts. */
  characters: number;
  signal: AbortSignal;
}

/** Entries of several executions, in the order of the places and of their seq. */
export function listEntriesAt(
  projectId: ProjectId,
  places: readonly ChildPlace[],
  asked: Asked,
): Promise<EntryAt[]> {
  const ids = places.map(({ executionId }) => executionId);
  const numbers = Prisma.sql`${places.map(({ skip }) => skip)}::int[],
    ${places.map(({ take }) => take)}::int[]`;
  return readEach(projectId, ids, asked, {
    numbers,
    columns: Prisma.sql`id, skip, take, place`,
    which: Prisma.sql`ORDER BY seq OFFSET u.skip LIMIT u.take`,
  });
}

/** Entries by their numbers, in the order given; one that does not exist is left out. */
export function listEntriesBySeq(
  projectId: ProjectId,
  entries: readonly { executionId: ExecutionId; seq: number }[],
  asked: Asked,
): Promise<EntryAt[]> {
  const ids = entries.map(({ executionId }) => executionId);
  return readEach(projectId, ids, asked, {
    numbers: Prisma.sql`${entries.map(({ seq }) => seq)}::int[]`,
    columns: Prisma.sql`id, wanted, place`,
    which: Prisma.sql`AND seq = u.wanted`,
  });
}

async function readEach(
  projectId: ProjectId,
  ids: readonly ExecutionId[],
  { characters, signal }: Asked,
  { numbers, columns, which }: Record<'numbers' | 'columns' | 'which', Prisma.Sql>,
): Promise<EntryAt[]> {
  if (ids.length === 0) return [];
  const [least, greatest] = idSpan(ids);
  const rows = await cancellableQuery<EntryRow & { execution_id: ExecutionId }>(
    Prisma.sql`
      SELECT u.id AS execution_id, s.* FROM
        unnest(${[...ids]}::uuid[], ${numbers}) WITH ORDINALITY AS u (${columns})
        CROSS JOIN LATERAL (
          SELECT ${entryColumns(characters)} FROM runlens.execution_entries
          WHERE project_id = ${projectId}::int AND execution_id = u.id
            AND execution_id >= ${least}::uuid AND execution_id <= ${greatest}::uuid ${which}
        ) AS s
      ORDER BY u.place, s.seq`,
    { signal },
  );
  return rows.map(({ execution_id, ...row }) => ({
    ...toLogEntry(row),
    executionId: execution_id,
  }));
}
