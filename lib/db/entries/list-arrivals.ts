import type { EntryFilter } from '@/lib/domain/entry-filter';
import { ENTRY_START, type EntryPosition } from '@/lib/domain/entry-position';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { type Status, statusOfCode } from '@/lib/domain/status';
import { cancellableQuery } from '../cancellable-query';
import { allParts } from '../executions/sql-parts';
import { Prisma } from '../generated/client';
import { compileEntryFilter, ofExecution } from './entry-where';
import { compileEntryRange } from './list-entries';
import { type EntryPage, readEntryPage } from './read-entry-page';

/** Entries in the order in which they were stored, behind a position, in pages that fit into memory. */
export async function listArrivals(
  projectId: ProjectId,
  executionId: ExecutionId,
  asked: { filter: EntryFilter; after: EntryPosition; limit: number; characters: number | null },
): Promise<EntryPage> {
  const { filter, after, limit, characters } = asked;
  const condition = allParts([
    ofExecution(projectId, executionId),
    compileEntryRange({ arrivedAfter: after }),
    compileEntryFilter(filter),
  ]);
  return readEntryPage(condition, { order: 'arrival, seq', limit, characters });
}

export interface EntryEnd {
  position: EntryPosition;
  status: Status;
  attempt: number;
}

/**
 * Where the entries of an execution end now, and how far it is. The status is not newer than the
 * position: what was stored before it ended is not behind it. Null when the execution is gone.
 */
export async function findEntryEnd(
  projectId: ProjectId,
  executionId: ExecutionId,
): Promise<EntryEnd | null> {
  const [row] = await cancellableQuery<{
    status: number;
    attempt: number;
    arrival: number | null;
    seq: number | null;
  }>(
    Prisma.sql`SELECT e.status, e.attempt, last.arrival, last.seq FROM runlens.executions e
      LEFT JOIN LATERAL (
        SELECT arrival, seq FROM runlens.execution_entries
        WHERE ${ofExecution(projectId, executionId)} ORDER BY arrival DESC, seq DESC LIMIT 1
      ) AS last ON true
      WHERE e.project_id = ${projectId} AND e.id = ${executionId}::uuid`,
    {},
  );
  if (!row) return null;
  const { arrival, seq } = row;
  const position = arrival === null || seq === null ? ENTRY_START : { arrival, seq };
  return { position, status: statusOfCode(row.status), attempt: row.attempt };
}
