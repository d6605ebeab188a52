/**
 * Up to where the lists of this visit have been followed, so that a list whose rows are still in the
 * query cache goes on from there. A place starts with the time at which it was taken, Unix ms.
 */
const places = new Map<string, string>();

/** A minute less than the query cache keeps what nobody looks at. */
const KEPT_MS = 240_000;

const msOf = (place: string) => Number.parseInt(place, 10) || 0;
const nameOf = (project: string, key: string) => `${project} ${key}`;

export function wentUpTo(project: string, key: string, place: string): void {
  places.set(nameOf(project, key), place);
}

/**
 * From where to follow a list so that nothing is missed between its rows and what comes: a place that
 * is too early only brings what is known already.
 * @param first the list that came with the page, and the place at which it was read
 */
export function whereToGoOn(
  project: string,
  key: string,
  first: { key: string; feed: string },
): string {
  const own = places.get(nameOf(project, key)) ?? '';
  if (Date.now() - msOf(own) < KEPT_MS) return own;
  // Rows that came with the page are as old as the page; others are about to be read.
  if (first.key === key) return first.feed;
  return Array.from(places.values()).reduce(
    (newest, place) => (msOf(place) > msOf(newest) ? place : newest),
    first.feed,
  );
}
