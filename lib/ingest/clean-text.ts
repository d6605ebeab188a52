import { cutText } from '@/lib/domain/cut-text';
import { MAX_NAME_LENGTH } from '@/lib/domain/limits';
import type { AlterationLog } from './alteration-log';

/** Two such names and a key fit in one index row, of which PostgreSQL takes 2,704 bytes. */
const MAX_NAME_BYTES = 1_200;

/** Text that PostgreSQL takes: NUL becomes its picture, half a surrogate pair U+FFFD. */
export function cleanText(text: string, path: string, alterations: AlterationLog): string {
  const hasNul = text.includes('\0');
  if (!hasNul && text.isWellFormed()) return text;
  alterations.add(
    path,
    'sanitized',
    hasNul ? 'NUL characters are shown as ␀' : 'Broken characters are shown as U+FFFD',
  );
  return text.toWellFormed().replaceAll('\0', '␀');
}

/** Short enough for an index, in characters and in bytes. */
export function cutName(text: string, path: string, alterations: AlterationLog): string {
  // A UTF-16 unit takes three bytes at most.
  if (text.length * 3 <= MAX_NAME_BYTES) return text;
  if (text.length <= MAX_NAME_LENGTH && Buffer.byteLength(text) <= MAX_NAME_BYTES) return text;
  let length = Math.min(text.length, MAX_NAME_LENGTH);
  while (Buffer.byteLength(cutText(text, length)) > MAX_NAME_BYTES) length -= 1;
  const cut = cutText(text, length);
  alterations.add(path, 'truncated', `Cut from ${text.length} to ${cut.length} characters`);
  return cut;
}
