import type { Alteration } from './execution';
import type { IncomingEntry } from './incoming-execution';

/** One entry that was sent by itself, read and cleaned. */
export interface AppendedEntry extends Omit<IncomingEntry, 'seq'> {
  /** Null where the producer gave none: then it gets the next one, and `knownAs` tells a repeat. */
  seq: number | null;
  /** What stays the same when the entry is sent again. */
  knownAs: string;
  alterations: readonly Alteration[];
  /** Characters of the line. */
  size: number;
}
