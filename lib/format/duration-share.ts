/** Where the bar is full: an hour. */
const FULL_MS = 3_600_000;

/** How much of a bar a duration takes, 0 to 1, on a logarithmic scale: 1 ms and an hour both show. */
export function durationShare(ms: number): number {
  return Math.min(Math.max(Math.log10(ms + 1) / Math.log10(FULL_MS + 1), 0), 1);
}
