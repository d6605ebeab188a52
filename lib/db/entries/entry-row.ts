import { LEVELS } from '@/lib/domain/level';
import type { LogEntry } from '@/lib/domain/log-entry';
import { Prisma } from '../generated/client';

export interface EntryRow {
  seq: number;
  occurred_at: Date | null;
  level: number;
  event: string | null;
  message: string | null;
  data_text: string | null;
  worker_id: string | null;
  attempt: number | null;
  arrival: number;
  is_cut: boolean;
  extra_text?: string | null;
}

/** What a list needs of an entry; `characters` null for all of it. */
export function entryColumns(characters: number | null): Prisma.Sql {
  if (characters === null) {
    return Prisma.sql`seq, occurred_at, level, event, message, data_text, worker_id, attempt, arrival,
      extra_text, false AS is_cut`;
  }
  return Prisma.sql`seq, occurred_at, level, event, left(message, ${characters}) AS message,
    left(data_text, ${characters}) AS data_text, worker_id, attempt, arrival,
    greatest(length(message), length(data_text)) > ${characters} IS TRUE AS is_cut`;
}

export function toLogEntry(row: EntryRow): LogEntry {
  return {
    seq: row.seq,
    occurredAt: row.occurred_at,
    level: LEVELS[row.level] ?? 'info',
    event: row.event,
    message: row.message,
    dataText: row.data_text,
    workerId: row.worker_id,
    attempt: row.attempt,
    arrival: row.arrival,
    isCut: row.is_cut,
    ...(row.extra_text ? { extraText: row.extra_text } : {}),
  };
}
