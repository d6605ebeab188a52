import { ByteReader } from '@/lib/ingest/byte-reader';
import { Pacer } from '@/lib/ingest/pacer';
import { readItem } from '@/lib/ingest/read-item';
import { splitArray } from '@/lib/ingest/split-array';
import type { SplitItem } from '@/lib/ingest/split-item';
import { splitItems } from '@/lib/ingest/split-items';
import { ValueBoundary } from '@/lib/ingest/value-boundary';

const OPEN_BRACKET = 91;
/** Bytes of a document in which its list has to begin. */
const MAX_HEAD_BYTES = 1024;
/** What lists say of themselves beside their items. */
const OF_LIST = ['nextCursor', 'count', 'estimated', 'total_count', 'total_entries'];
/** Lists of n8n, GitHub and Airflow whose items mean by themselves what they mean in there. */
const HEAD = new RegExp(
  `^\\s*\\{\\s*(?:"(?:${OF_LIST.join('|')})"\\s*:\\s*(?:\\w+|"[^"\\\\]*")\\s*,\\s*)*"(?:data|workflow_runs|dag_runs)"\\s*:\\s*$`,
);

/**
 * The items of a file as `splitItems` gives them, and those of a document that is a list under a name one by
 * one: of a list of any length never more than one item is held.
 */
export async function* splitLists(source: AsyncIterable<Uint8Array>): AsyncGenerator<SplitItem> {
  const pacer = new Pacer();
  const reader = new ByteReader(source, pacer);
  try {
    await reader.skipByteOrderMark();
    while (await reachesList(reader)) {
      yield* splitArray(reader, pacer);
      const rest = await readRest(reader, pacer);
      if (rest) yield rest;
    }
    yield* splitItems(remaining(reader), pacer);
  } finally {
    await reader.close();
  }
}

/** Whether a list comes, at whose bracket the reader then is; else it stays where it was. */
async function reachesList(reader: ByteReader): Promise<boolean> {
  let read = 0;
  const { bytes, ended } = await reader.takeUntil((chunk, from) => {
    const most = from + MAX_HEAD_BYTES - read;
    for (let at = from; at < chunk.length; at += 1) {
      if (chunk[at] === OPEN_BRACKET || at === most) return at;
    }
    read += chunk.length - from;
    return -1;
  });
  if (ended && HEAD.test(bytes.toString('utf8'))) return true;
  reader.unread(bytes);
  return false;
}

/** What stands behind a list in its document, as a document; null where it says nothing but of the list. */
async function readRest(reader: ByteReader, pacer: Pacer): Promise<SplitItem | null> {
  const boundary = new ValueBoundary();
  boundary.scan(Buffer.from('{'), 0);
  const { bytes, ended } = await reader.takeUntil((chunk, from) => boundary.scan(chunk, from));
  // That the list itself broke off was said already.
  if (!ended && bytes.length === 0) return null;
  const members = bytes.toString('utf8').replace(/^\s*,/, '');
  const item = await readItem(Buffer.from(`{${members}`), pacer);
  return item.ok && item.json.members.every(({ key }) => OF_LIST.includes(key)) ? null : item;
}

async function* remaining(reader: ByteReader): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytes, ended } = await reader.takeUntil((chunk) => chunk.length);
    if (!ended) return;
    yield bytes;
  }
}
