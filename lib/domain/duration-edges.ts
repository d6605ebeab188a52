/** Where the bars of a distribution of durations begin and end, in ms: 1, 2, 5 of every power of ten. */
export const DURATION_EDGES_MS: readonly number[] = [
  0,
  ...[1, 10, 100, 1_000, 10_000, 100_000, 1_000_000].flatMap((ms) => [ms, 2 * ms, 5 * ms]),
  10_000_000,
  Number.MAX_SAFE_INTEGER,
];
