import type { Level } from './level';

/** Which entries of one execution somebody looks at. Each part narrows; null and empty do not. */
export interface EntryFilter {
  /** The least level: `warning` gives warnings and errors. */
  level: Level | null;
  events: readonly string[];
  workers: readonly string[];
  attempts: readonly number[];
  /** A part of the message, the event, the data or the worker, in any case. */
  q: string;
}

export const EVERY_ENTRY: EntryFilter = {
  level: null,
  events: [],
  workers: [],
  attempts: [],
  q: '',
};

/** Whether anything narrows. */
export function isEntryFilter({ level, events, workers, attempts, q }: EntryFilter): boolean {
  return level !== null || events.length + workers.length + attempts.length > 0 || q !== '';
}
