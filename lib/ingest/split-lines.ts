import type { ByteReader } from './byte-reader';
import type { Pacer } from './pacer';
import { readItem } from './read-item';
import type { SplitItem } from './split-item';

/** One item per line; empty lines are none. */
export async function* splitLines(reader: ByteReader, pacer: Pacer): AsyncGenerator<SplitItem> {
  while ((await reader.skipSpace()) !== -1) {
    const line = reader.tryLine() ?? (await reader.takeLine());
    if (line) yield await readItem(line, pacer);
    if (pacer.isDue()) await pacer.rest();
  }
}
