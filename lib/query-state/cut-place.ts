/**
 * The text without what stands at a place, nor the parentheses that would be left with nothing in
 * them; one of the blanks around it stays. Everything else is as typed.
 */
export function cutPlace(text: string, from: number, to: number): string {
  const before = text.slice(0, from).trimEnd();
  const after = text.slice(to).trimStart();
  if (before.endsWith('(') && after.startsWith(')')) {
    const negated = /(^|[\s(])-\($/.test(before) ? 2 : 1;
    return cutPlace(text, before.length - negated, text.length - after.length + 1);
  }
  const keptBefore = text.slice(0, from);
  if (after === '') return before;
  if (before === '') return after;
  return keptBefore === before ? keptBefore + text.slice(to) : keptBefore + after;
}
