import type { ByteReader } from './byte-reader';
import type { Pacer } from './pacer';
import { readItem } from './read-item';
import type { SplitItem } from './split-item';
import { ValueBoundary } from './value-boundary';

const OPEN_BRACE = 123;
/** Lines after a broken document that are looked at for a whole object. */
const LINES_AHEAD = 100;

/**
 * One object over several lines. When it is broken and a line there is a whole object by itself, the
 * body was one of lines with a broken first one: it is put back, and true is returned.
 */
export async function* splitDocument(
  reader: ByteReader,
  pacer: Pacer,
  mayLookAhead: boolean,
): AsyncGenerator<SplitItem, boolean> {
  const boundary = new ValueBoundary();
  const { bytes } = await reader.takeUntil((chunk, from) => boundary.scan(chunk, from));
  const item = await readItem(bytes, pacer);
  if (!item.ok) {
    const ahead = await takeLines(reader, mayLookAhead ? LINES_AHEAD : 1);
    const isLines = await hasWholeLine(Buffer.concat([bytes, ahead]), pacer);
    reader.unread(isLines ? Buffer.concat([bytes, ahead]) : ahead);
    if (isLines) return true;
  }
  yield item;
  return false;
}

async function takeLines(reader: ByteReader, count: number): Promise<Buffer> {
  const lines: Buffer[] = [];
  for (let left = count; left > 0; left -= 1) {
    const line = await reader.takeLine();
    if (!line) break;
    lines.push(line, Buffer.from('\n'));
  }
  return Buffer.concat(lines);
}

async function hasWholeLine(bytes: Buffer, pacer: Pacer): Promise<boolean> {
  for (let start = 0; start < bytes.length; ) {
    const next = bytes.indexOf(10, start);
    const end = next === -1 ? bytes.length : next;
    if (pacer.isDue()) await pacer.rest();
    if (bytes[start] === OPEN_BRACE && (await readItem(bytes.subarray(start, end), pacer)).ok) {
      return true;
    }
    start = end + 1;
  }
  return false;
}
