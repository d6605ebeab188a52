/**
 * Steps that are known by an id instead of a number get a seq from here on, made of the id: it says
 * nothing about their order, which is that of their times.
 */
export const FIRST_HASHED_SEQ = 2 ** 30;

/** The seq of a step that is known by an id of 16 hexadecimal digits. */
export function hashedSeq(id: string): number {
  return FIRST_HASHED_SEQ + (Number.parseInt(id.slice(8), 16) % FIRST_HASHED_SEQ);
}

/** Code of the alteration that names a step whose seq, made of its id, is that of another one. */
export const STEP_MET = 'step_met';

/**
 * The whole id of a step whose seq is made of it, or null: two ids may have one seq. Such a step says
 * its id as the first member of its input.
 */
export function hashedStepId(step: { seq: number; inputText: string | null }): string | null {
  if (step.seq < FIRST_HASHED_SEQ) return null;
  return /^\{"span_id":"([0-9a-f]{16})"/.exec(step.inputText ?? '')?.[1] ?? null;
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
