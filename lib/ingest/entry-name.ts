import { createHash } from 'node:crypto';
import type { ObjectReader } from './object-reader';

/** By what an entry with an `id` is known; null without one. */
export function entryName(reader: ObjectReader): string | null {
  const id = reader.members.get('id');
  return id && id.kind !== 'null' ? hashedName(`id\0${reader.slice(id)}`) : null;
}

export function hashedName(said: string): string {
  return createHash('sha256').update(said).digest('base64url').slice(0, 32);
}
