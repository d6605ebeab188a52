import type { BundleSource } from './bundle-source';

/** In bytes of UTF-8: half of what common file systems take, which leaves room for " (2)" and folders. */
const MAX_BYTES = 120;
/** Room that `uniqueFileName` may need for its number. */
const NUMBER_BYTES = 8;

/** Letters that no font draws. */
const BLANK_LETTERS = /[\u115f\u1160\u17b4\u17b5\u3164\uffa0]/g;

const byteLength = (text: string) => new TextEncoder().encode(text).length;

function cutToBytes(text: string, most: number): string {
  let cut = '';
  let bytes = 0;
  for (const character of text) {
    bytes += byteLength(character);
    if (bytes > most) break;
    cut += character;
  }
  return cut;
}

/** Letters, digits, `_` and `-`: no dots (`con.x` is a device on Windows), nothing invisible. */
function safeWord(text: string): string {
  return text
    .normalize('NFC')
    .replace(BLANK_LETTERS, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/-{2,}/g, '-')
    .replace(/^-+|-+$/g, '');
}

/**
 * `check_part-20261120T100000123Z-1a2b3c4d.py`: the action, the time in UTC, the end of the id. Safe
 * on every system, whatever the producer called its action. It never starts with a dash, which
 * Python would take for an option.
 */
export function bundleFileName(
  source: Pick<BundleSource, 'id' | 'createdAt' | 'actionKeys' | 'raisedAction'>,
): string {
  const time = Number.isNaN(source.createdAt.getTime())
    ? 'undated'
    : source.createdAt.toISOString().replace(/[-:.]/g, '').replace(/^\+/, '');
  const id = source.id.replace(/[^0-9A-Za-z]/g, '').slice(-8) || '0';
  const tail = `-${safeWord(time)}-${id}.py`;
  const key = safeWord(source.raisedAction ?? source.actionKeys[0] ?? '') || 'action';
  return cutToBytes(key, MAX_BYTES - NUMBER_BYTES - byteLength(tail)) + tail;
}

/** What case-insensitive, normalising file systems take for the same name. */
const folded = (name: string) => name.normalize('NFKD').toUpperCase().toLowerCase();

/** The name, numbered when `taken` has it already. Adds what it gives to `taken`. */
export function uniqueFileName(name: string, taken: Set<string>): string {
  const stem = name.replace(/\.py$/i, '');
  let unique = name;
  for (let number = 2; taken.has(folded(unique)); number += 1) unique = `${stem}-${number}.py`;
  taken.add(folded(unique));
  return unique;
}
