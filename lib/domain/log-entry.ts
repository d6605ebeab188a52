import type { Alteration } from './execution';
import type { Level } from './level';

/** One structured log line as a list shows it: long texts are cut to their beginning. */
export interface LogEntry {
  seq: number;
  occurredAt: Date | null;
  level: Level;
  event: string | null;
  message: string | null;
  /** JSON text as the producer wrote it. */
  dataText: string | null;
  workerId: string | null;
  attempt: number | null;
  /** Number of the transaction that stored it, within its execution. */
  arrival: number;
  /** Whether the message or the data is only the beginning. */
  isCut: boolean;
  /** JSON text of the members that have no place of their own; only where whole texts are asked for. */
  extraText?: string | null;
}

/** One line with all that is stored of it. */
export interface WholeEntry extends LogEntry {
  /** JSON text of the members that have no place of their own. */
  extraText: string | null;
  alterations: readonly Alteration[];
}
