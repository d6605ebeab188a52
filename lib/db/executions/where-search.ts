import { Prisma } from '../generated/client';
import { anyPart } from './sql-parts';

type Sql = Prisma.Sql;

/**
 * Length of the piece of a search term that is sent to the trigram index; the whole term is then
 * checked exactly. Measured over 10 M rows: a whole request id as a LIKE pattern takes 359 ms of CPU,
 * a 6-character piece 21 ms; with 4 characters the planner leaves the index.
 */
const INDEX_PIECE_LENGTH = 6;

export const escapeLike = (text: string) =>
  text.replace(/[\\%_]/g, (character) => `\\${character}`);

/** A piece from the middle of hex ids and the like: starts are shared by neighbours far more often. */
function indexPiece(term: string): string {
  if (term.length <= INDEX_PIECE_LENGTH) return term;
  const start = Math.floor((term.length - INDEX_PIECE_LENGTH) / 2);
  return term.slice(start, start + INDEX_PIECE_LENGTH);
}

/** Terms of one or two characters have no trigram; they are found by reading, newest first. */
export function usesSearchIndex(term: string): boolean {
  return [...term].length >= 3;
}

/** Occurs in what quick search looks in. */
export function searchContains(term: string): Sql {
  const lower = term.toLowerCase();
  const exact = Prisma.sql`strpos(e.search, ${lower}) > 0`;
  if (!usesSearchIndex(lower)) return exact;
  return Prisma.sql`(e.search LIKE ${`%${escapeLike(indexPiece(lower))}%`} AND ${exact})`;
}

/**
 * A column that quick search holds as a word is exactly one of the values: its trigram index finds
 * what has no index of its own. A short value is looked for as a word with its blanks.
 */
export function identifierIs(column: Sql, values: readonly string[]): Sql {
  return anyPart(
    values.map((value) => {
      const lower = value.toLowerCase();
      const pattern =
        lower.length > INDEX_PIECE_LENGTH + 2
          ? `%${escapeLike(indexPiece(lower))}%`
          : `% ${escapeLike(lower)} %`;
      return Prisma.sql`(e.search LIKE ${pattern} AND ${column} = ${value})`;
    }),
  );
}
