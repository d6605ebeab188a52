/**
 * How far somebody has read the entries of one execution, in the order in which they were stored. That
 * order never changes behind a place, so that whoever goes on from one misses and repeats nothing.
 */
export interface EntryPosition {
  /** Number of the transaction, within the execution. */
  arrival: number;
  seq: number;
}

/** Before the first entry. */
export const ENTRY_START: EntryPosition = { arrival: 0, seq: -1 };

const TOKEN = /^(\d{1,10})-(-1|\d{1,10})$/;
const MAX = 2_147_483_647;

/** A position as text, for whoever wants to go on from there. */
export function printEntryPosition({ arrival, seq }: EntryPosition): string {
  return `${arrival}-${seq}`;
}

/** Null for a text that is none: it comes from outside. */
export function parseEntryPosition(text: string): EntryPosition | null {
  const [, arrival, seq] = TOKEN.exec(text) ?? [];
  const position = { arrival: Number(arrival), seq: Number(seq) };
  return position.arrival <= MAX && position.seq <= MAX ? position : null;
}

/** Negative when `a` comes first. */
export function compareEntryPositions(a: EntryPosition, b: EntryPosition): number {
  return a.arrival - b.arrival || a.seq - b.seq;
}
