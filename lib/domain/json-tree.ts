/** A JSON text as a tree whose scalars and keys are the producer's own tokens. */
export type JsonTree =
  | { kind: 'scalar'; token: string }
  | { kind: 'array'; items: JsonTree[] }
  | { kind: 'object'; items: JsonTree[]; keys: string[] };

/** Strings whole, marks one by one, numbers and words as they stand. */
const TOKEN = /"[^"\\]*(?:\\[\s\S][^"\\]*)*"|[[\]{},:]|[^\s"[\]{},:]+/g;

/** Reads a text that has been checked to be JSON; does not recurse. */
export function readJsonTree(text: string): JsonTree {
  const top: Extract<JsonTree, { kind: 'array' }> = { kind: 'array', items: [] };
  const open: Exclude<JsonTree, { kind: 'scalar' }>[] = [top];
  let key: string | null = null;
  for (const [token] of text.matchAll(TOKEN)) {
    const here = open.at(-1) ?? top;
    if (token === ',' || token === ':') continue;
    if (token === ']' || token === '}') {
      open.pop();
      continue;
    }
    if (here.kind === 'object' && key === null) {
      key = token;
      continue;
    }
    const made: JsonTree =
      token === '['
        ? { kind: 'array', items: [] }
        : token === '{'
          ? { kind: 'object', items: [], keys: [] }
          : { kind: 'scalar', token };
    here.items.push(made);
    if (here.kind === 'object') here.keys.push(key ?? '""');
    key = null;
    if (made.kind !== 'scalar') open.push(made);
  }
  return top.items[0] ?? { kind: 'scalar', token: 'null' };
}

/** The text of a tree, its tokens untouched; does not recurse. */
export function printJsonTree(tree: JsonTree): string {
  const parts: string[] = [];
  const todo: (JsonTree | string)[] = [tree];
  for (let one = todo.pop(); one !== undefined; one = todo.pop()) {
    if (typeof one === 'string') parts.push(one);
    else if (one.kind === 'scalar') parts.push(one.token);
    else {
      const isObject = one.kind === 'object';
      parts.push(isObject ? '{' : '[');
      todo.push(isObject ? '}' : ']');
      for (let at = one.items.length - 1; at >= 0; at -= 1) {
        const item = one.items[at];
        if (item) todo.push(item);
        const key = one.kind === 'object' ? `${one.keys[at]}: ` : '';
        todo.push(at > 0 ? `, ${key}` : key);
      }
    }
  }
  return parts.join('');
}

/** Keys of objects and elements of arrays, at every level. */
export function countJsonParts(tree: JsonTree): number {
  let count = 0;
  const todo = [tree];
  for (let one = todo.pop(); one; one = todo.pop()) {
    if (one.kind === 'scalar') continue;
    count += one.items.length;
    for (const item of one.items) todo.push(item);
  }
  return count;
}
