import type { LogEntry } from '@/lib/domain/log-entry';
import { isoInZone } from '@/lib/format/iso-in-zone';

/**
 * One entry on the wire, as a line of JSON. `data` is the producer's own text, spliced in: a parse
 * would change large numbers. What is no strict JSON (`NaN`) comes as text under `data_text`.
 */
export function entryJson(entry: LogEntry, zone = 'UTC'): string {
  const own = {
    seq: entry.seq,
    level: entry.level,
    event: entry.event,
    message: entry.message,
    worker_id: entry.workerId,
    attempt: entry.attempt,
    occurred_at: entry.occurredAt && printed(entry.occurredAt, zone),
  };
  const { dataText } = entry;
  const isStrict = dataText === null || isJson(dataText);
  // Between its values JSON may have line ends, and within them none.
  const data = isStrict
    ? `"data":${(dataText ?? 'null').replace(/[\r\n]+/g, ' ')}`
    : `"data":null,"data_text":${JSON.stringify(dataText)}`;
  return `${JSON.stringify(own).slice(0, -1)},${data}}`;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** To work out a zone takes ten times as long as all the rest. */
function printed(date: Date, zone: string): string {
  return zone === 'UTC' ? date.toISOString() : isoInZone(date, zone);
}
