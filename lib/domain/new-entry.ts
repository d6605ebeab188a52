import type { Level } from './level';

/** A log entry that has no place yet: it gets the next number, the worker and the attempt when stored. */
export interface NewEntry {
  level: Level;
  /** Machine-readable kind, e.g. `resource_completed`. */
  event: string | null;
  message: string | null;
  /** JSON text. */
  dataText: string | null;
  /** When it happened; the time of storing without it. */
  occurredAt?: Date;
}
