import type { AppendReport } from '@/lib/contract/append-report';
import { appendEntries } from '@/lib/db/entries/append-entries';
import type { AppendedEntry } from '@/lib/domain/appended-entry';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { appendLines, type ParsedLine } from './append-lines';
import { entryName, hashedName } from './entry-name';
import { extraText, lineReader, lineRefusal, MAX_SEQ } from './line-reader';
import type { ObjectReader } from './object-reader';
import { parseEntry } from './parse-entry';
import type { BodyHeaders } from './read-body';
import type { SplitItem } from './split-item';

/**
 * Adds the entries of one request to an execution, while it runs or afterwards. An entry is known by
 * its `seq`; without one by its `id`; without either by all that it says and how often the request says
 * it, so that a request may be sent again, in other parts as well. It then gets the next seq. Equal
 * lines of several requests are told apart by a seq, an id or their time only.
 */
export function ingestEntries(
  projectId: ProjectId,
  executionId: ExecutionId,
  body: ReadableStream<Uint8Array> | null,
  headers: BodyHeaders,
): Promise<AppendReport> {
  const times = new Map<string, number>();
  return appendLines(
    body,
    headers,
    (item) => parseEntryLine(item, times),
    (lines) => appendEntries(projectId, executionId, lines),
  );
}

type Item = Extract<SplitItem, { ok: true }>;

/** @param times how often the request has said each content so far, of one execution */
export function parseEntryLine(item: Item, times: Map<string, number>): ParsedLine<AppendedEntry> {
  const opened = lineReader(item, 'An entry');
  if (!opened.ok) return opened;
  const { reader } = opened;
  const asked = reader.members.get('seq');
  const seq = reader.whole('seq', 0, MAX_SEQ);
  const hasSeq = asked !== undefined && asked.kind !== 'null';
  if (hasSeq && seq === null) {
    const message = `seq is a whole number from 0 to ${MAX_SEQ}`;
    return { ok: false, refusal: { code: 'out_of_range', message } };
  }
  const entry = parseEntry(reader);
  const refusal = lineRefusal(reader);
  if (refusal) return { ok: false, refusal };
  const line: AppendedEntry = {
    ...entry,
    seq,
    knownAs: seq === null ? nameOf(reader, times) : `seq:${seq}`,
    extraText: extraText(reader),
    alterations: reader.alterations.all(),
    size: item.text.length,
  };
  return { ok: true, line };
}

function nameOf(reader: ObjectReader, times: Map<string, number>): string {
  const own = entryName(reader);
  if (own !== null) return own;
  const name = hashedName(`all\0${contentOf(reader)}`);
  const count = (times.get(name) ?? 0) + 1;
  times.set(name, count);
  return count === 1 ? name : `${name}:${count}`;
}

/** In the order of the keys: the same is said in any order. */
function contentOf(reader: ObjectReader): string {
  return Array.from(reader.members.values())
    .toSorted((a, b) => (a.key < b.key ? -1 : 1))
    .map((member) => `${JSON.stringify(member.key)}:${reader.slice(member)}`)
    .join('\n');
}
