import { createHash } from 'node:crypto';
import type { ObjectReader } from './object-reader';

/** Messages up to this many characters are hashed in one call. */
const SMALL = 65_536;

/**
 * sha256 over the members of a message in the order of their keys, hex: a message sent again is known
 * whatever the order of its members and the blanks between them.
 */
export function contentHash(reader: ObjectReader): string {
  const hash = createHash('sha256');
  const members = Array.from(reader.members.values()).sort((a, b) => (a.key < b.key ? -1 : 1));
  const parts = members.map((member) => `${JSON.stringify(member.key)}:${reader.slice(member)}\n`);
  if (reader.text.length <= SMALL) hash.update(parts.join(''));
  else for (const part of parts) hash.update(part);
  return hash.digest('hex');
}
