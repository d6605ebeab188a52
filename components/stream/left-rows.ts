/** Rows that stay on the screen though they match no longer: a row that vanished would move the others. */
export const leftRows = new WeakSet<object>();

/** What is said of such a row. */
export function asideOf(row: object): string | undefined {
  return leftRows.has(row) ? 'Changed: no longer matches' : undefined;
}
