import type { EntryFilter } from '@/lib/domain/entry-filter';
import { LEVELS } from '@/lib/domain/level';
import { filterOf, MAX_ENTRY_Q, parseSeq } from './entry-request';

/** What the entries of a log page show, as its URL says it. The list's own parameters stand beside. */
export interface EntryParams {
  filter: EntryFilter;
  /** Seq of the line that is selected. */
  line: number | null;
}

const NAMES = {
  level: 'log_level',
  event: 'log_event',
  worker: 'log_worker',
  attempt: 'log_attempt',
  q: 'log_q',
} as const;

type Name = keyof typeof NAMES;

/** Never throws: what cannot be read falls back to the default of its own parameter. */
export function parseEntryParams(search: URLSearchParams): EntryParams {
  const said = (name: Name) => search.get(NAMES[name]) ?? undefined;
  return {
    filter: filterOf({
      level: LEVELS.find((level) => level === said('level')) ?? null,
      event: said('event'),
      worker: said('worker'),
      attempt: said('attempt'),
      q: said('q')?.slice(0, MAX_ENTRY_Q),
    }),
    line: parseSeq(search.get('line') ?? ''),
  };
}

/** The same from a page's search parameters. */
export function readEntryParams(
  search: Readonly<Record<string, string | string[] | undefined>>,
): EntryParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    const [first] = [value ?? []].flat();
    if (first !== undefined) query.set(name, first);
  }
  return parseEntryParams(query);
}

/** Writes them into the parameters of a page; defaults are left out. */
export function writeEntryParams(search: URLSearchParams, { filter, line }: EntryParams): void {
  const texts = textsOf(filter);
  for (const [name, key] of Object.entries(NAMES)) set(search, key, texts[name as Name]);
  set(search, 'line', line === null ? '' : String(line));
}

/** The query of a route that gives entries. */
export function printEntryFilter(filter: EntryFilter): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, text] of Object.entries(textsOf(filter))) set(search, name, text);
  return search;
}

function textsOf({ level, events, workers, attempts, q }: EntryFilter): Record<Name, string> {
  return {
    level: level ?? '',
    event: printList(events),
    worker: printList(workers),
    attempt: attempts.join(','),
    q,
  };
}

const printList = (values: readonly string[]) =>
  values.map((value) => value.replace(/[\\,]/g, '\\$&')).join(',');

function set(search: URLSearchParams, name: string, text: string): void {
  if (text === '') search.delete(name);
  else search.set(name, text);
}
