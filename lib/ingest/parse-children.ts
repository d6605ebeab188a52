import type { RawMember, RawValue } from '@/lib/domain/raw-json';
import type { AlterationCode } from './alteration-log';
import { ObjectReader } from './object-reader';
import type { Pacer } from './pacer';
import { scanPaced } from './scan-paced';

const MAX_SEQ = 2_147_483_647;

export interface ParsedChildren<T> {
  children: (T & { seq: number })[];
  /** JSON text of the list of those that could not be taken, or null. */
  rejectedText: string | null;
  /** JSON text of the list of members that have no column, each with the seq of its child, or null. */
  extraText: string | null;
}

interface ChildKind<T> {
  list: 'steps' | 'entries';
  parse: (child: ObjectReader) => T;
  /** Whether what it gives holds the members that it does not know too; else they are in `extraText`. */
  keepsAll?: boolean;
  /** By what a child without `seq` is known in place of where it stands; null for none. */
  nameOf?: (child: T) => string | null;
}

/**
 * `steps` or `entries`. A child that cannot be taken is named in the alterations and its text kept;
 * its neighbours are stored. Without `seq` and name a child is known by its place in the list, so a later
 * message that gives neither repeats the list from its start.
 */
export async function parseChildren<T extends object>(
  reader: ObjectReader,
  { list, parse, keepsAll = false, nameOf = () => null }: ChildKind<T>,
  pacer: Pacer,
): Promise<ParsedChildren<T>> {
  const member = reader.take(list);
  if (!member) return { children: [], rejectedText: null, extraText: null };
  const taken: { value: T; seq: number | null; rest: RawMember[] }[] = [];
  const rejected: string[] = [];
  const used = new Set<number>();
  /** What was said under each name first. */
  const named = new Map<string, string>();
  const refuse = (element: RawValue, path: string, code: AlterationCode, why: string) => {
    reader.alterations.add(path, code, `${why}; kept in attributes under rejected_${list}`);
    rejected.push(reader.slice(element));
  };
  for (const [index, element] of (await elementsOf(reader, list, member, pacer)).entries()) {
    if (pacer.isDue()) await pacer.rest();
    const path = `${list}[${index}]`;
    const child = await readChild(reader, element, `${path}.`, pacer);
    if (!child) {
      refuse(element, path, 'invalid_type', 'It is not an object');
      continue;
    }
    const seq = child.whole('seq', 0, MAX_SEQ);
    const value = parse(child);
    const name = nameOf(value);
    const before = name === null ? undefined : named.get(name);
    if (child.wrongType) {
      refuse(element, child.wrongType.path, 'invalid_type', `It cannot be ${child.wrongType.kind}`);
    } else if (seq !== null && used.has(seq)) {
      refuse(element, `${path}.seq`, 'duplicate_seq', `The seq ${seq} was given before`);
    } else if (before !== undefined) {
      if (before === reader.slice(element)) continue;
      refuse(element, `${path}.id`, 'duplicate_id', 'The id was given before, to something else');
    } else {
      if (name !== null) named.set(name, reader.slice(element));
      if (seq !== null) used.add(seq);
      taken.push({ value, seq, rest: keepsAll ? [] : child.rest() });
    }
  }
  let free = 1;
  const extras: string[] = [];
  const children = taken.map(({ value, seq: given, rest }) => {
    while (given === null && used.has(free)) free += 1;
    const seq = given ?? free++;
    if (rest.length > 0) extras.push(`{"seq":${seq},${membersText(reader, rest)}}`);
    return { ...value, seq };
  });
  if (extras.length > 0) {
    const message = `Members that have no place of their own are kept in attributes under ${list}_extra`;
    reader.alterations.add(list, 'unknown_key', message);
  }
  return { children, rejectedText: listText(rejected), extraText: listText(extras) };
}

function listText(items: readonly string[]): string | null {
  return items.length > 0 ? `[${items.join(',')}]` : null;
}

function membersText(reader: ObjectReader, members: readonly RawMember[]): string {
  return members.map(({ keyStart, end }) => reader.text.slice(keyStart, end)).join(',');
}

async function elementsOf(reader: ObjectReader, list: string, member: RawValue, pacer: Pacer) {
  if (member.kind !== 'array') return [member];
  const scan = await scanPaced(reader.text, { from: member.start, to: member.end }, pacer);
  if (!scan.ok) reader.refuseTooMany(list, scan.message);
  return scan.ok ? scan.json.elements : [];
}

async function readChild(
  reader: ObjectReader,
  element: RawValue,
  prefix: string,
  pacer: Pacer,
): Promise<ObjectReader | null> {
  if (element.kind !== 'object') return null;
  const scan = await scanPaced(reader.text, { from: element.start, to: element.end }, pacer);
  if (!scan.ok) reader.refuseTooMany(prefix.slice(0, -1), scan.message);
  const members = scan.ok ? scan.json.members : [];
  return new ObjectReader(reader.text, members, prefix, reader.alterations);
}
