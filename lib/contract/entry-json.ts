import type { z } from 'zod';
import type { LogEntry } from '@/lib/domain/log-entry';
import { isoInZone } from '@/lib/format/iso-in-zone';
import { dataMembers } from './data-members';
import type { entryOwnSchema } from './entry-schema';

/**
 * One entry on the wire, as a line of JSON. `data` is the producer's own text, spliced in: a parse
 * would change large numbers. What is no strict JSON (`NaN`) comes as text under `data_text`.
 */
export function entryJson(entry: LogEntry, zone = 'UTC'): string {
  const own: z.infer<typeof entryOwnSchema> = {
    seq: entry.seq,
    level: entry.level,
    event: entry.event,
    message: entry.message,
    worker_id: entry.workerId,
    attempt: entry.attempt,
    occurred_at: entry.occurredAt && printed(entry.occurredAt, zone),
  };
  return `${JSON.stringify(own).slice(0, -1)},${dataMembers(entry.dataText)}}`;
}

/** To work out a zone takes ten times as long as all the rest. */
function printed(date: Date, zone: string): string {
  return zone === 'UTC' ? date.toISOString() : isoInZone(date, zone);
}
