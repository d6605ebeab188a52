import { entryJson } from '@/lib/contract/entry-json';
import { runLogEvent } from '@/lib/dialects/run-log-event';
import { type EntryPosition, printEntryPosition } from '@/lib/domain/entry-position';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import { encodeEvent } from './encode-event';
import type { Door } from './live-changes';

/** Bytes that go to a reader in one piece. */
const PIECE_BYTES = 64_000;

/** Events on their way, and where the reader is after the last of them. */
export interface EncodedEntries {
  bytes: Uint8Array;
  position: EntryPosition;
}

/** An event for each entry, whose id is its position: whoever loses the line between two goes on there. */
export function encodeEntries(
  entries: readonly LogEntry[],
  door: Door,
  executionId: ExecutionId,
): EncodedEntries[] {
  const pieces: EncodedEntries[] = [];
  let parts: Uint8Array[] = [];
  let size = 0;
  for (const [index, entry] of entries.entries()) {
    const position = { arrival: entry.arrival, seq: entry.seq };
    const id = printEntryPosition(position);
    const event =
      door === 'run-logs'
        ? encoder.encode(runLogEvent(entry, { executionId, id }))
        : encodeEvent('entry', {
            id,
            json: door === 'api' ? entryJson(entry) : JSON.stringify(entry),
          });
    parts.push(event);
    size += event.byteLength;
    if (size < PIECE_BYTES && index < entries.length - 1) continue;
    pieces.push({ bytes: Buffer.concat(parts), position });
    parts = [];
    size = 0;
  }
  return pieces;
}

/** What was left out for a reader who is too slow: to be asked for by `arrived_after`, `arrived_until`. */
export function encodeGap(from: string, to: string): Uint8Array {
  return encodeEvent('gap', { id: to, json: JSON.stringify({ from, to }) });
}

const encoder = new TextEncoder();
