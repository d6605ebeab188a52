/** All executions that matched at one moment, whatever has arrived or changed since. */
export interface FrozenSelection {
  id: string;
  count: number;
}

/** Most executions of one selection. */
export const MAX_SELECTION = 1_000_000;
/** Ids of one stored part. */
export const SELECTION_PART = 10_000;
/** How long a selection can be used, in ms. */
export const SELECTION_KEPT_MS = 24 * 60 * 60 * 1000;
