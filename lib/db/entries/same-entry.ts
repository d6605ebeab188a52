import type { AppendedEntry } from '@/lib/domain/appended-entry';

/** An entry as far as a repeat of it has to say the same. */
export type ComparedEntry = Pick<
  AppendedEntry,
  'occurredAt' | 'level' | 'event' | 'message' | 'dataText' | 'workerId' | 'attempt' | 'extraText'
>;

/** Whether an entry is sent again. What it leaves open was filled when it was stored. */
export function sameEntry(stored: ComparedEntry, sent: ComparedEntry): boolean {
  return (
    stored.level === sent.level &&
    stored.event === sent.event &&
    stored.message === sent.message &&
    stored.dataText === sent.dataText &&
    stored.workerId === sent.workerId &&
    stored.extraText === sent.extraText &&
    stored.occurredAt?.getTime() === sent.occurredAt?.getTime() &&
    (sent.attempt === null || stored.attempt === null || stored.attempt === sent.attempt)
  );
}
