import { ByteReader } from './byte-reader';
import { Pacer } from './pacer';
import { readItem } from './read-item';
import { splitArray } from './split-array';
import { splitDocument } from './split-document';
import type { SplitItem } from './split-item';
import { splitLines } from './split-lines';

const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;

/**
 * The items of a body, one by one: a JSON array, one or several JSON objects, or one JSON value per
 * line. Never holds more than one item, except where a broken one hides where the next begins.
 */
export async function* splitItems(
  source: AsyncIterable<Uint8Array>,
  pacer: Pacer = new Pacer(),
): AsyncGenerator<SplitItem> {
  const reader = new ByteReader(source, pacer);
  try {
    await reader.skipByteOrderMark();
    for (let isFirst = true; ; isFirst = false) {
      const first = await reader.skipSpace();
      if (first === -1) return;
      if (first === OPEN_BRACKET) yield* splitArray(reader, pacer);
      else if (first !== OPEN_BRACE) return yield* splitLines(reader, pacer);
      else {
        const item = isFirst ? await readFirstLine(reader, pacer) : null;
        if (item) yield item;
        const isLines = item !== null || (yield* splitDocument(reader, pacer, isFirst));
        if (isLines) return yield* splitLines(reader, pacer);
      }
    }
  } finally {
    await reader.close();
  }
}

/** A first line that is whole by itself tells a body of lines from a document; null puts it back. */
async function readFirstLine(reader: ByteReader, pacer: Pacer): Promise<SplitItem | null> {
  const line = (await reader.takeLine()) ?? Buffer.alloc(0);
  const item = await readItem(line, pacer);
  if (item.ok) return item;
  reader.unread(Buffer.concat([line, Buffer.from('\n')]));
  return null;
}
