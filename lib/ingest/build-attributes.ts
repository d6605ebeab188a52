import { MAX_SEARCHABLE_BYTES } from '@/lib/domain/limits';
import { MAX_PARTS, type RawValue } from '@/lib/domain/raw-json';
import { scanRawJson } from '@/lib/domain/raw-json-scan';
import { unsearchableReason } from '@/lib/domain/unsearchable-reason';
import { quoted } from './alteration-log';
import type { ObjectReader } from './object-reader';
import type { Pacer } from './pacer';
import { scanPaced } from './scan-paced';

export interface BuiltAttributes {
  text: string | null;
  searchable: boolean;
}

/**
 * `attributes` with the envelope's unknown members and `kept` beside them, as one JSON object made of
 * the producer's own characters. Call it last: what nobody took is unknown.
 */
export async function buildAttributes(
  reader: ObjectReader,
  kept: Readonly<Record<string, string | null>>,
  pacer: Pacer,
): Promise<BuiltAttributes> {
  const explicit = reader.take('attributes');
  const isObject = explicit?.kind === 'object';
  const unknown = reader.rest();
  const changed = unknown.length > 0 || !isObject || Object.values(kept).some(Boolean);
  // Most are as they were sent, and too short to have too many members: nothing is read once more.
  if (explicit && !changed && explicit.end - explicit.start < MAX_PARTS) {
    const text = reader.slice(explicit);
    if (!/^\{\s*\}$/.test(text)) return { text, searchable: isSearchable(reader, text, explicit) };
  }
  const names = new Set<string>();
  const parts: string[] = [];
  if (explicit && isObject) {
    const scan = await scanPaced(reader.text, { from: explicit.start, to: explicit.end }, pacer);
    if (!scan.ok) reader.refuseTooMany('attributes', scan.message);
    for (const { key } of scan.ok ? scan.json.members : []) names.add(key);
    if (names.size > 0) parts.push(reader.text.slice(explicit.start + 1, explicit.end - 1).trim());
  } else if (explicit) {
    const message = `attributes is ${explicit.kind}, not an object: kept under the key attributes`;
    reader.alterations.add('attributes', 'invalid_type', message);
    parts.push(reader.text.slice(explicit.keyStart, explicit.end));
    names.add('attributes');
  }
  for (const { key, keyStart, end } of unknown) {
    if (!names.has(key)) parts.push(reader.text.slice(keyStart, end));
    else {
      const message = 'attributes holds the same key: the value outside of it was left out';
      reader.alterations.add(quoted(key), 'key_conflict', message);
    }
  }
  for (const [key, text] of Object.entries(kept)) if (text) parts.push(`"${key}":${text}`);
  if (parts.length === 0) return { text: null, searchable: false };
  const text = explicit && !changed ? reader.slice(explicit) : `{${parts.join(',')}}`;
  const isLong = text.length > MAX_SEARCHABLE_BYTES;
  const scan = isLong ? null : scanRawJson(text, { allowNonFinite: true });
  const root = scan?.ok ? scan.json.root : { depth: 0, marks: 0 };
  return { text, searchable: isSearchable(reader, text, root) };
}

function isSearchable(
  reader: ObjectReader,
  text: string,
  value: Pick<RawValue, 'depth' | 'marks'>,
): boolean {
  const reason = unsearchableReason(value, Buffer.byteLength(text));
  if (reason) reader.alterations.add('attributes', 'not_searchable', `Not searchable: ${reason}`);
  return reason === null;
}
