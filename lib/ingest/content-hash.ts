import { createHash, type Hash } from 'node:crypto';
import { cutText } from '@/lib/domain/cut-text';
import type { ObjectReader } from './object-reader';
import type { Pacer } from './pacer';

/** Messages up to this many characters are hashed in one call. */
const SMALL = 65_536;
/** Characters hashed in one go: some milliseconds. */
const SLICE = 1_000_000;

/**
 * sha256 over the members of a message in the order of their keys, hex: a message sent again is known
 * whatever the order of its members and the blanks between them.
 */
export function contentHash(reader: ObjectReader, pacer: Pacer): string | Promise<string> {
  const hash = createHash('sha256');
  const members = Array.from(reader.members.values()).sort((a, b) => (a.key < b.key ? -1 : 1));
  const parts = members.map((member) => `${JSON.stringify(member.key)}:${reader.slice(member)}\n`);
  if (reader.text.length <= SMALL) return hash.update(parts.join('')).digest('hex');
  return hashPaced(hash, parts, pacer);
}

async function hashPaced(hash: Hash, parts: readonly string[], pacer: Pacer): Promise<string> {
  for (const part of parts) {
    for (let at = 0; at < part.length; ) {
      const slice = cutText(part.slice(at, at + SLICE + 1), SLICE);
      hash.update(slice);
      at += slice.length;
      if (pacer.isDue()) await pacer.rest();
    }
  }
  return hash.digest('hex');
}
