import { textOf } from '../loose-json';

/** A trace or span id in small letters; null where it is none, or all zeros, which means the same. */
export function readId(value: unknown, bytes: 8 | 16): string | null {
  const text = textOf(value).toLowerCase();
  const isId = text.length === 2 * bytes && /^[0-9a-f]+$/.test(text) && !/^0+$/.test(text);
  return isId ? text : null;
}
