import type { EntryFilter } from '@/lib/domain/entry-filter';
import type { EntryPosition } from '@/lib/domain/entry-position';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { cancellableQuery } from '../cancellable-query';
import { Prisma } from '../generated/client';
import { compileEntryFilter, ofExecution } from './entry-where';
import { compileEntryRange } from './list-entries';

/** Matching entries that lie next to each other. */
export interface EntryChunk {
  /** Seqs of the first and the last of them. */
  from: number;
  to: number;
  count: number;
  /** All of them where others lie between, so that nobody has to look through those again. */
  seqs: readonly number[] | null;
}

/** Times as many entries as match, from the first to the last of a chunk, that are looked through. */
const SPARSE = 20;

interface Row {
  first: number;
  last: number;
  count: number;
  seqs: number[] | null;
}

/**
 * Looks through the next `slice` entries behind a seq and says where those that match are, in chunks of
 * `size`. `end` is the last seq that was looked at, null when there was none left.
 * @param until entries that were stored later are left out: what is said stays true
 */
export async function outlineEntries(
  projectId: ProjectId,
  executionId: ExecutionId,
  asked: {
    filter: EntryFilter;
    after: number;
    until: EntryPosition;
    slice: number;
    size: number;
    signal: AbortSignal;
  },
): Promise<{ chunks: EntryChunk[]; end: number | null }> {
  const { filter, after, until, slice, size, signal } = asked;
  const own = ofExecution(projectId, executionId);
  const [bound] = await cancellableQuery<{ end: number | null; scanned: number }>(
    Prisma.sql`SELECT max(seq) AS end, count(*)::int AS scanned FROM (
      SELECT seq FROM runlens.execution_entries
      WHERE ${own} AND seq > ${after}::int ORDER BY seq LIMIT ${slice}::int) AS looked`,
    { signal },
  );
  if (!bound || bound.end === null) return { chunks: [], end: null };
  // What came later is few, and found by its own index: the rest is read from the key alone.
  const rows = await cancellableQuery<Row>(
    Prisma.sql`
      SELECT min(seq) AS first, max(seq) AS last, count(*)::int AS count,
        CASE WHEN max(seq) - min(seq) > ${SPARSE} * count(*) THEN array_agg(seq ORDER BY seq) END AS seqs
      FROM (
        SELECT seq, (row_number() OVER (ORDER BY seq) - 1) / ${size}::int AS part
        FROM runlens.execution_entries
        WHERE ${own} AND ${compileEntryRange({ after, to: bound.end })}
          AND ${compileEntryFilter(filter)} AND NOT seq = ANY(ARRAY(
            SELECT seq FROM runlens.execution_entries
            WHERE ${own} AND ${compileEntryRange({ arrivedAfter: until })}))
      ) AS numbered
      GROUP BY part ORDER BY part`,
    { signal },
  );
  const chunks = rows.map(({ first, last, count, seqs }) => ({
    from: first,
    to: last,
    count,
    seqs,
  }));
  return { chunks, end: bound.scanned < slice ? null : bound.end };
}
