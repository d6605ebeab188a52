import { FIRST_HASHED_SEQ } from './hashed-seq';

/** A place in the steps of an execution, in the order of `inStepOrder`. */
export interface StepPlace {
  seq: number;
  /** Begin of a step whose seq is made of an id, Unix ms; null where it has none, and for any other step. */
  startedMs: number | null;
}

/** Before the first step. */
export const STEPS_START: StepPlace = { seq: -1, startedMs: null };

const TOKEN = /^(-1|\d{1,10})(?:@(-?\d{1,15})?)?$/;
const MAX_SEQ = 2_147_483_647;

/** The place of a step as text, for whoever wants to go on behind it: its seq, and its begin where that decides. */
export function printStepPlace({
  seq,
  startedAt,
}: {
  seq: number;
  startedAt: Date | null;
}): string {
  return seq < FIRST_HASHED_SEQ ? String(seq) : `${seq}@${startedAt?.getTime() ?? ''}`;
}

/** Null for a text that is none. */
export function parseStepPlace(text: string): StepPlace | null {
  const [found, digits, ms] = TOKEN.exec(text) ?? [];
  const seq = Number(digits);
  const isHashed = seq >= FIRST_HASHED_SEQ;
  if (found === undefined || seq > MAX_SEQ || text.includes('@') !== isHashed) return null;
  return { seq, startedMs: ms === undefined ? null : Number(ms) };
}
