import { findEntryEnd } from '@/lib/db/entries/list-arrivals';
import { AppError } from '@/lib/domain/app-error';
import { EVERY_ENTRY } from '@/lib/domain/entry-filter';
import { printEntryPosition } from '@/lib/domain/entry-position';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { LogEntry } from '@/lib/domain/log-entry';
import type { ProjectId } from '@/lib/domain/project';
import { isTerminal } from '@/lib/domain/status';
import { listLogEntries, SHOWN_CHARACTERS } from './list-log-entries';

/** Entries that come with the page. */
const FIRST = 300;
/** Further ones are asked for by the screen. */
const NOWHERE = { after: null, to: null, seqs: null, arrivedAfter: null };

interface FirstEntries {
  items: LogEntry[];
  isWhole: boolean;
  /** From where the stream gives what comes. */
  position: string;
  isOver: boolean;
}

/** The first entries of a log, as of one moment. Throws `not_found`. */
export async function firstEntries(projectId: ProjectId, id: ExecutionId): Promise<FirstEntries> {
  const end = await findEntryEnd(projectId, id);
  if (!end) throw new AppError('not_found');
  // What is stored meanwhile comes by the stream.
  const range = { ...NOWHERE, arrivedUntil: end.position };
  const asked = { filter: EVERY_ENTRY, range, limit: FIRST };
  const { items, next } = await listLogEntries(projectId, id, asked, {
    characters: SHOWN_CHARACTERS,
  });
  return {
    items,
    isWhole: next === null,
    position: printEntryPosition(end.position),
    isOver: isTerminal(end.status),
  };
}
