import { type ByteReader, isSpace } from './byte-reader';
import type { Pacer } from './pacer';
import { readItem } from './read-item';
import type { SplitItem } from './split-item';

/** One item per line; empty lines are none. */
export async function* splitLines(reader: ByteReader, pacer: Pacer): AsyncGenerator<SplitItem> {
  for (;;) {
    const line = reader.tryLine() ?? (await reader.takeLine());
    if (!line) return;
    if (!line.every(isSpace)) yield await readItem(line, pacer);
    if (pacer.isDue()) await pacer.rest();
  }
}
