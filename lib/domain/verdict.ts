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
 * The number stored in the database; never renumber. The last two are not stored: they follow from
 * whether there is a recording to compare with.
 */
export const VERDICT_CODE: Record<Exclude<Verdict, 'not_tried' | 'not_recorded'>, number> = {
  verified: 1,
  diverged: 2,
  non_deterministic: 3,
  needs_network: 4,
};

/** @param stored the code in the row, or null when nobody has tried */
export function verdictOf(stored: number | null, hasRecording: boolean): Verdict {
  const tried = VERDICTS.find(
    (verdict) =>
      stored !== null &&
      verdict in VERDICT_CODE &&
      VERDICT_CODE[verdict as keyof typeof VERDICT_CODE] === stored,
  );
  return tried ?? (hasRecording ? 'not_tried' : 'not_recorded');
}
