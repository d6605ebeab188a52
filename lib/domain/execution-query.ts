import type { ExecutionId } from './execution-id';
import type { Query } from './query';

/** `older` walks towards the past from the cursor, `newer` towards the present. */
export type Direction = 'older' | 'newer';

export interface ExecutionQuery {
  query: Query;
  /** Half-open range of created_at in Unix ms. */
  sinceMs: number | null;
  untilMs: number | null;
  direction: Direction;
  /** Exclusive: the last row already seen in that direction. Null starts at the end it walks from. */
  cursor: ExecutionId | null;
  limit: number;
}

/** A page in the direction of the walk. */
export interface ExecutionPage<T> {
  items: readonly T[];
  /** Where to go on, or null when nothing is left. */
  next: ExecutionId | null;
  /** Set when the time budget ended first: everything up to this Unix ms has been looked at. */
  searchedToMs: number | null;
}
