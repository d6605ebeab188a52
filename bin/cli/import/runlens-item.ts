import { createHash } from 'node:crypto';
import { ExactJson } from '@/lib/dialects/exact-json';
import { isRunlensRow, readRunlensRow } from '@/lib/dialects/runlens-row';
import type { RawJson } from '@/lib/domain/raw-json';
import type { ImportItem } from './import-item';

/**
 * An execution in our own form, its text as it stands in the file. One without an id gets one made of its text
 * and its number, so that the same file may be sent twice; null for the last line of an export.
 */
export function runlensItem(
  text: string,
  { members }: RawJson,
  at: { place: string; number: number },
): ImportItem | null {
  const { place, number } = at;
  const names = new Set(members.map(({ key }) => key));
  if (names.has('status_label')) return rowItem(text, place);
  if (names.has('end') && names.has('count') && names.size === 2) return null;
  const member = members.find(({ key }) => key === 'id');
  const raw = member ? text.slice(member.start, member.end) : 'null';
  if (raw !== 'null' || members.length === 0) {
    const id = raw.startsWith('"') ? JSON.parse(raw) : raw;
    return { ok: true, place, id: raw === 'null' ? null : id, text, kept: [] };
  }
  const id = `import:${createHash('sha256').update(text).digest('hex').slice(0, 32)}:${number}`;
  const named = member
    ? `${text.slice(0, member.start)}"${id}"${text.slice(member.end)}`
    : text.replace('{', `{"id":"${id}",`);
  return { ok: true, place, id, text: named, kept: [] };
}

function rowItem(text: string, place: string): ImportItem {
  const json = new ExactJson();
  const document = parsed(json, text);
  const refuse = (message: string) =>
    ({ ok: false, place, id: null, code: 'invalid_json', message }) as const;
  if (!isRunlensRow(document)) return refuse('Not JSON: it holds NaN or Infinity');
  const verdict = readRunlensRow(document, json);
  if (!verdict.ok) return refuse(verdict.message);
  const { execution, kept } = verdict;
  const id = json.textOf(execution.id);
  return { ok: true, place, id, text: json.print(execution), kept, isRow: true };
}

function parsed(json: ExactJson, text: string): unknown {
  try {
    return json.parse(text);
  } catch {
    return null;
  }
}
