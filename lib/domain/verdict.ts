/** Whether a rerun gave what was recorded. */
export const VERDICTS = [
  'verified',
  'diverged',
  'non_deterministic',
  'needs_network',
  'not_tried',
  'not_recorded',
] as const;

export type Verdict = (typeof VERDICTS)[number];

/**
 * The number stored in the database. Never renumber: rows keep it. The last two follow from whether
 * there is a recording to compare with; the database works them out.
 */
export const VERDICT_CODE: Record<Verdict, number> = {
  verified: 1,
  diverged: 2,
  non_deterministic: 3,
  needs_network: 4,
  not_tried: 5,
  not_recorded: 6,
};

const BY_CODE = new Map(VERDICTS.map((verdict) => [VERDICT_CODE[verdict], verdict]));

/** Throws on a code that no release of Runlens wrote. */
export function verdictOfCode(code: number): Verdict {
  const verdict = BY_CODE.get(code);
  if (!verdict) throw new Error(`unknown verdict code ${code}`);
  return verdict;
}

/** Whether somebody's rerun decided it. */
export function isTriedVerdict(verdict: Verdict): boolean {
  return verdict !== 'not_tried' && verdict !== 'not_recorded';
}

/** @param stored the verdict in the row, or null when nobody has tried */
export function verdictOf(stored: number | null, hasRecording: boolean): Verdict {
  if (stored !== null) return verdictOfCode(stored);
  return hasRecording ? 'not_tried' : 'not_recorded';
}
