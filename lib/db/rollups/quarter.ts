/** What executions are counted by: 15 minutes, of which every zone's offset is a multiple. */
export const QUARTER_MS = 900_000;
