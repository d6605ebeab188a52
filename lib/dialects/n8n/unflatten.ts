/** More values than this in one execution are not unfolded: a few references can mean billions. */
const MAX_VALUES = 2_000_000;
/** Deeper nesting than any export has. */
const MAX_DEPTH = 500;

/**
 * What `flatted` wrote, as n8n keeps the data of an execution in its database and its editor's API: an
 * array whose first element is the root, and in which every text is the place of a value in that array.
 * A value that holds itself is cut there. Throws SyntaxError where it is no such text.
 */
export function unflatten(text: string): unknown {
  const values: unknown = JSON.parse(text);
  if (!Array.isArray(values)) throw new SyntaxError('it is no array');
  const open = new Set<string>();
  let left = MAX_VALUES;
  const resolve = (place: string): unknown => {
    const value = values[Number(place)];
    if (!/^\d+$/.test(place) || Number(place) >= values.length) {
      throw new SyntaxError(`there is no value ${place}`);
    }
    if (open.has(place)) return '[circular]';
    if (typeof value !== 'object' || value === null) return value;
    open.add(place);
    const unfolded = unfold(value);
    open.delete(place);
    return unfolded;
  };
  const inner = (value: unknown): unknown => {
    left -= 1;
    if (left < 0) throw new SyntaxError(`it unfolds to more than ${MAX_VALUES} values`);
    if (open.size > MAX_DEPTH) throw new SyntaxError(`it is nested deeper than ${MAX_DEPTH}`);
    // Objects stand in the array itself: what is no reference is a plain value.
    return typeof value === 'string' ? resolve(value) : value;
  };
  const unfold = (value: object): unknown =>
    Array.isArray(value)
      ? value.map(inner)
      : Object.fromEntries(Object.entries(value).map(([name, one]) => [name, inner(one)]));
  return resolve('0');
}
