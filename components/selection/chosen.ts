/** What something is done with: rows that were picked, or all that matched at one moment. */
export type Chosen = { ids: readonly string[] } | { selection: string };
