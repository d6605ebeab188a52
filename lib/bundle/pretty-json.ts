/** Longer texts stay as they are: indenting a large context doubles the file. In UTF-16 units. */
const MAX_PRETTY_LENGTH = 1024 * 1024;

/** Strings whole, marks one by one, numbers and words as they stand. */
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

const isOpening = (token: string) => token === '{' || token === '[';
const isClosing = (token: string) => token === '}' || token === ']';

/**
 * Indents a JSON text by two spaces. Purely lexical: every token goes through untouched, so digits,
 * escapes, key order and repeated keys survive. Does not recurse; deep levels share one indent.
 */
export function prettyJson(text: string): string {
  if (text.length > MAX_PRETTY_LENGTH) return text;
  const parts: string[] = [];
  let depth = 0;
  let before = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (isClosing(token)) depth -= 1;
    const empty = isOpening(before) && isClosing(token);
    if ((isOpening(before) && !empty) || before === ',' || (isClosing(token) && !empty)) {
      // A text of only opening brackets would grow with the square of its depth.
      parts.push('\n', '  '.repeat(Math.min(depth, 32)));
    }
    parts.push(token === ':' ? ': ' : token);
    if (isOpening(token)) depth += 1;
    before = token;
  }
  return parts.join('');
}
