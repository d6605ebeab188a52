import type { IncomingEntry } from '@/lib/domain/incoming-execution';
import { entryName } from './entry-name';
import { extraText } from './line-reader';
import type { ObjectReader } from './object-reader';
import { parseEntry } from './parse-entry';

/** An entry that comes within a message about its execution; its seq has been taken. */
export function parseMessageEntry(reader: ObjectReader): Omit<IncomingEntry, 'seq'> {
  const entry = parseEntry(reader);
  const seq = reader.members.get('seq');
  const hasSeq = seq !== undefined && seq.kind !== 'null';
  return {
    ...entry,
    extraText: extraText(reader),
    knownAs: hasSeq ? null : entryName(reader),
  };
}
