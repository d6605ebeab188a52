import type { LogEntry } from '@/lib/domain/log-entry';
import { cancellableQuery } from '../cancellable-query';
import { Prisma } from '../generated/client';
import { type EntryRow, entryColumns, toLogEntry } from './entry-row';

/** Texts of one page, in bytes: entries of some megabytes each come in smaller pages. */
const PAGE_BYTES = 4_000_000;

export interface EntryPage {
  entries: LogEntry[];
  /** Whether none are left behind these. */
  isLast: boolean;
}

/**
 * The first entries that a condition lets through, `limit` at most and fewer where they are long, but
 * never none where there is one.
 * @param characters of long texts; null for all of them
 */
export async function readEntryPage(
  condition: Prisma.Sql,
  asked: {
    order: 'seq' | 'arrival, seq';
    limit: number;
    characters: number | null;
    signal?: AbortSignal;
  },
): Promise<EntryPage> {
  const { order, limit, characters, signal } = asked;
  const by = Prisma.raw(order);
  const rows = await cancellableQuery<EntryRow & { found: number }>(
    Prisma.sql`
      SELECT * FROM (
        SELECT found.*, count(*) OVER ()::int AS found, row_number() OVER (ORDER BY ${by}) AS n,
          sum(bytes) OVER (ORDER BY ${by}) AS total_bytes
        FROM (
          SELECT ${entryColumns(characters)}, ${bytesOf(characters)} AS bytes
          FROM runlens.execution_entries WHERE ${condition} ORDER BY ${by} LIMIT ${limit + 1}::int
        ) AS found
      ) AS page WHERE n <= ${limit}::int AND (total_bytes <= ${PAGE_BYTES}::int OR n = 1) ORDER BY ${by}`,
    { signal },
  );
  return {
    entries: rows.map(toLogEntry),
    isLast: (rows[0]?.found ?? 0) === rows.length,
  };
}

/** Cut texts are short; the length of the others is known without reading them. */
function bytesOf(characters: number | null): Prisma.Sql {
  if (characters !== null) return Prisma.sql`0`;
  return Prisma.sql`coalesce(octet_length(message), 0) + coalesce(octet_length(data_text), 0)
    + coalesce(octet_length(extra_text), 0)`;
}
