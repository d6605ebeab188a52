/**
 * Steps that are known by an id instead of a number get a seq from here on, made of the id: it says
 * nothing about their order, which is that of their times.
 */
const FIRST_HASHED_SEQ = 2 ** 30;

/** The seq of a step that is known by an id of 16 hexadecimal digits. */
export function hashedSeq(id: string): number {
  return FIRST_HASHED_SEQ + (Number.parseInt(id.slice(8), 16) % FIRST_HASHED_SEQ);
}

/** Order of steps: by seq; those with a seq made of an id by their begin. */
export function inStepOrder(
  a: { seq: number; startedAt?: Date | null },
  b: { seq: number; startedAt?: Date | null },
): number {
  const areHashed = Math.min(a.seq, b.seq) >= FIRST_HASHED_SEQ;
  const between = areHashed ? (a.startedAt?.getTime() ?? 0) - (b.startedAt?.getTime() ?? 0) : 0;
  return between || a.seq - b.seq;
}
