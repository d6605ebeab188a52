/** A duration as a plain number of seconds, `0.412`; nothing where there is none. */
export function secondsText(durationMs: number | null): string {
  return durationMs === null ? '' : String(Number((durationMs / 1_000).toPrecision(9)));
}
