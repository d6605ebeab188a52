import type { ExecutionSummary } from '@/lib/domain/execution';
import { timeOfId } from '@/lib/domain/execution-id';
import type { Direction, ExecutionPage } from '@/lib/domain/execution-query';

type Page = ExecutionPage<ExecutionSummary>;

/** The loaded pages of a list from top to bottom, as the query cache keeps them; never changed, only replaced. */
export interface LoadedPages {
  pages: Page[];
  pageParams: { direction: Direction; cursor: string | null }[];
}

/** The items of a page in the order of the list, newest first. Those that were loaded upwards stand the other way. */
const isTurned = (data: LoadedPages, page: number) => data.pageParams[page]?.direction === 'newer';

function placeOf(data: LoadedPages, id: string): { page: number; item: number } | null {
  // Most of what is asked for is newer than all that is loaded, and thousands may be.
  if (id > highestId(data)) return null;
  for (const [page, { items }] of data.pages.entries()) {
    const [first, last] = [items[0]?.id ?? '', items.at(-1)?.id ?? ''];
    const isWithin = first < last ? first <= id && id <= last : last <= id && id <= first;
    const item = isWithin ? items.findIndex((row) => row.id === id) : -1;
    if (item >= 0) return { page, item };
  }
  return null;
}

export function isLoaded(data: LoadedPages, id: string): boolean {
  return placeOf(data, id) !== null;
}

/** Puts newer versions in the places of loaded rows. The same data when none is loaded. */
export function replaceRows(data: LoadedPages, rows: Iterable<ExecutionSummary>): LoadedPages {
  const pages = [...data.pages];
  const changed = new Map<number, ExecutionSummary[]>();
  for (const row of rows) {
    const place = placeOf(data, row.id);
    if (!place) continue;
    const items = changed.get(place.page) ?? [...(pages[place.page]?.items ?? [])];
    items[place.item] = row;
    changed.set(place.page, items);
  }
  if (changed.size === 0) return data;
  for (const [page, items] of changed) pages[page] = { ...(pages[page] as Page), items };
  return { ...data, pages };
}

/** Whether a row belongs among those that are loaded, in a list of newest first, not below them. */
export function fitsAmong({ pages, pageParams }: LoadedPages, id: string): boolean {
  const last = pages.at(-1);
  if (!last || pageParams.at(-1)?.direction === 'newer' || last.next === null) return true;
  if (last.searchedToMs !== null && timeOfId(id) >= last.searchedToMs) return true;
  const lowest = pages.findLast(({ items }) => items.length > 0);
  return lowest !== undefined && lowestId(lowest) < id;
}

/** The newest row is at one of the ends, whichever way the list goes. */
function highestId({ pages }: LoadedPages): string {
  const hasRows = ({ items }: Page) => items.length > 0;
  let highest = '';
  for (const page of [pages.find(hasRows), pages.findLast(hasRows)]) {
    for (const row of [page?.items[0], page?.items.at(-1)]) {
      if (row && row.id > highest) highest = row.id;
    }
  }
  return highest;
}

/** Items are sorted one way or the other. */
function lowestId({ items }: Page): string {
  const [first, last] = [items[0]?.id ?? '~', items.at(-1)?.id ?? '~'];
  return first < last ? first : last;
}

/** Puts new rows into a list of newest first, each where it belongs: what comes late is not the newest. */
export function insertRows(data: LoadedPages, rows: readonly ExecutionSummary[]): LoadedPages {
  const pages = [...data.pages];
  const added = new Map<number, ExecutionSummary[]>();
  for (const row of rows) {
    const below = pages.findIndex((page) => lowestId(page) < row.id);
    const page = below >= 0 ? below : pages.length - 1;
    const own = added.get(page);
    if (own) own.push(row);
    else added.set(page, [row]);
  }
  for (const [page, own] of added) {
    const sign = isTurned(data, page) ? 1 : -1;
    const items = [...(pages[page]?.items ?? []), ...own];
    items.sort((a, b) => (a.id < b.id ? -sign : sign));
    pages[page] = { ...(pages[page] as Page), items };
  }
  return { ...data, pages };
}

/** Keeps about so many rows from the top; the list goes on from the last one that is kept. */
export function keepTop(data: LoadedPages, count: number): LoadedPages {
  let left = count;
  const kept = data.pages.findIndex(({ items }) => {
    left -= items.length;
    return left <= 0;
  });
  const page = data.pages[kept];
  if (!page || isTurned(data, kept)) return data;
  const items = page.items.slice(0, page.items.length + left);
  const cut = { ...page, items, next: items.at(-1)?.id ?? page.next };
  return {
    pages: [...data.pages.slice(0, kept), cut],
    pageParams: data.pageParams.slice(0, kept + 1),
  };
}
