import type { ByteReader } from './byte-reader';
import type { Pacer } from './pacer';
import { readItem } from './read-item';
import type { SplitItem } from './split-item';
import { ValueBoundary } from './value-boundary';

const COMMA = 44;
const CLOSE_BRACKET = 93;
/** Broken elements after which the next one is looked for; each may cost a walk to the end of the body. */
const MAX_RESTARTS = 8;

/**
 * The elements of an array. A broken one ends before the next line that begins like its own line did;
 * where there is none, everything after it belongs to it.
 */
export async function* splitArray(reader: ByteReader, pacer: Pacer): AsyncGenerator<SplitItem> {
  reader.skipByte();
  let restarts = 0;
  for (;;) {
    const byte = await reader.skipSpace();
    if (byte === -1) return yield unclosed();
    if (byte === COMMA || byte === CLOSE_BRACKET) {
      reader.skipByte();
      if (byte === CLOSE_BRACKET) return;
      continue;
    }
    const { indent } = reader;
    const boundary = new ValueBoundary();
    const { bytes, ended } = await reader.takeUntil((chunk, from) => boundary.scan(chunk, from));
    const isWhole = ended && !boundary.isUnbalanced;
    const item = await readItem(bytes, pacer);
    const restart = item.ok || restarts === MAX_RESTARTS ? -1 : findRestart(bytes, indent);
    if (restart !== -1) {
      restarts += 1;
      reader.unread(bytes.subarray(restart), Math.max(0, indent));
      yield item;
    } else if (isWhole || item.ok) yield item;
    else {
      while (await reader.takeLine()) if (pacer.isDue()) await pacer.rest();
      return yield unbalanced(item);
    }
    if (pacer.isDue()) await pacer.rest();
  }
}

/** Where a later line begins with a brace and the same indent, or none after `[{`; or -1. */
function findRestart(bytes: Buffer, indentOfElement: number): number {
  const indent = Math.max(0, indentOfElement);
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) {
    let brace = at + 1;
    while (bytes[brace] === 32 || bytes[brace] === 9) brace += 1;
    if (bytes[brace] === 123 && brace - at - 1 === indent) return brace;
  }
  return -1;
}

function unclosed(): SplitItem {
  const message = 'The array has no closing bracket: the body may have been cut';
  return { ok: false, refusal: { code: 'invalid_json', message } };
}

function unbalanced(item: SplitItem): SplitItem {
  if (item.ok) return item;
  const message = `${item.refusal.message}; its brackets do not match, so nothing after it could be read`;
  return { ok: false, refusal: { code: item.refusal.code, message } };
}
