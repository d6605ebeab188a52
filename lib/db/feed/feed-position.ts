/**
 * Which rows of the feed have been read. Numbers are given before the commit, so "greater than the
 * last one" would lose what is committed late; a position therefore says which transactions have been
 * seen: all below `nextXid` but those that were still open then.
 *
 * `nextXid` is one above the highest transaction that a row was read of, not the end of the snapshot:
 * what a crash of the database takes back without a trace can be given out again, that one cannot.
 */
export interface FeedPosition {
  /** When it was taken by the clock of the database, Unix ms. */
  atMs: number;
  nextXid: bigint;
  openXids: readonly bigint[];
}

/** A position as text, for whoever wants to go on from there. Means nothing to anybody else. */
export function printPosition({ atMs, nextXid, openXids }: FeedPosition): string {
  return [atMs, nextXid, ...openXids].join('-');
}

/** Sixty open transactions are all that the embedded server can have; more than these is not ours. */
const TOKEN = /^\d{1,15}(-\d{1,20}){1,200}$/;
const MAX_XID = 2n ** 64n - 1n;

/** Null for a text that is none: it comes from outside. */
export function parsePosition(text: string): FeedPosition | null {
  if (!TOKEN.test(text)) return null;
  const [atMs, ...xids] = text.split('-');
  const [nextXid, ...openXids] = xids.map(BigInt);
  if (nextXid === undefined || xids.map(BigInt).some((xid) => xid > MAX_XID)) return null;
  return { atMs: Number(atMs), nextXid, openXids };
}

/** The position after reading all that a snapshot shows, when `lastXid` is the highest seen so far. */
export function positionAfter(
  snapshot: string,
  { atMs, lastXid }: { atMs: number; lastXid: bigint },
): FeedPosition {
  const nextXid = lastXid + 1n;
  const open = (snapshot.split(':')[2] ?? '').split(',').filter((xid) => xid !== '');
  return { atMs, nextXid, openXids: open.map(BigInt).filter((xid) => xid < nextXid) };
}
