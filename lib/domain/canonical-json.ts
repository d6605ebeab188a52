/** Strings whole, marks one by one, numbers and words as they stand. */
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** What stands open while the text is read. */
interface Open {
  close: string;
  items: string[];
  members: Map<string, string>;
  key: string | null;
}

/** 1 and 1.0 differ for Python, 1.0 and 1e0 do not. */
function scalar(token: string): string {
  if (token.startsWith('"')) return JSON.stringify(JSON.parse(token));
  if (!/^-?\d.*[.eE]/.test(token)) return token;
  const value = String(Number(token));
  return /^-?\d+$/.test(value) ? `${value}.0` : value;
}

/**
 * One text for all that say the same: without spaces, keys in order, of equal ones the last, strings and
 * fractions written one way; the digits of integers stay. Does not recurse. The text has to be JSON.
 */
export function canonicalJson(text: string): string {
  const top: Open = { close: '', items: [], members: new Map(), key: null };
  const stack = [top];
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === ',' || token === ':') continue;
    if (token === '{' || token === '[') {
      const close = token === '{' ? '}' : ']';
      stack.push({ close, items: [], members: new Map(), key: null });
      continue;
    }
    const isClosing = token === '}' || token === ']';
    const value = isClosing ? closed(stack.pop() ?? top) : scalar(token);
    const here = stack.at(-1) ?? top;
    if (here.close !== '}') here.items.push(value);
    else if (here.key === null) here.key = value;
    else {
      here.members.set(here.key, value);
      here.key = null;
    }
  }
  return top.items.join(' ');
}

function closed({ close, items, members }: Open): string {
  if (close === ']') return `[${items.join(',')}]`;
  const sorted = [...members].sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, value]) => `${key}:${value}`).join(',')}}`;
}
