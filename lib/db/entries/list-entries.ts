import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { EntryPosition } from '@/lib/domain/entry-position';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { allParts } from '../executions/sql-parts';
import { Prisma } from '../generated/client';
import { compileEntryFilter, ofExecution } from './entry-where';
import { type EntryPage, readEntryPage } from './read-entry-page';

/** Which part of the entries; every bound narrows. */
export interface EntryRange {
  /** Behind this seq. */
  after?: number | null;
  /** Up to this seq. */
  to?: number | null;
  seqs?: readonly number[] | null;
  /** Stored behind this position, and up to that one. */
  arrivedAfter?: EntryPosition | null;
  arrivedUntil?: EntryPosition | null;
}

interface Asked {
  filter: EntryFilter;
  range: EntryRange;
  limit: number;
  /** Of long texts; null for all of them. */
  characters: number | null;
  signal?: AbortSignal;
}

/** Entries in the order of their seq, in pages that fit into memory. */
export async function listEntries(
  projectId: ProjectId,
  executionId: ExecutionId,
  { filter, range, limit, characters, signal }: Asked,
): Promise<EntryPage> {
  const condition = allParts([
    ofExecution(projectId, executionId),
    compileEntryRange(range),
    compileEntryFilter(filter),
  ]);
  return readEntryPage(condition, { order: 'seq', limit, characters, signal });
}

export function compileEntryRange(range: EntryRange): Prisma.Sql {
  const { after = null, to = null, seqs = null, arrivedAfter, arrivedUntil } = range;
  const parts: Prisma.Sql[] = [];
  if (after !== null) parts.push(Prisma.sql`seq > ${after}::int`);
  if (to !== null) parts.push(Prisma.sql`seq <= ${to}::int`);
  if (seqs !== null) parts.push(Prisma.sql`seq = ANY(${[...seqs]}::int[])`);
  if (arrivedAfter) parts.push(Prisma.sql`(arrival, seq) > ${place(arrivedAfter)}`);
  if (arrivedUntil) parts.push(Prisma.sql`(arrival, seq) <= ${place(arrivedUntil)}`);
  return allParts(parts);
}

const place = ({ arrival, seq }: EntryPosition) => Prisma.sql`(${arrival}::int, ${seq}::int)`;
