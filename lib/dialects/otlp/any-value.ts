import { listOf, membersOf, textOf } from '../loose-json';

/** What is nested deeper than this is replaced by a text that says so. */
const MAX_DEPTH = 40;

/** An AnyValue of OTLP as JSON text. Whole numbers keep all their digits. */
export function anyValueText(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) return JSON.stringify(`[nested deeper than ${MAX_DEPTH}]`);
  const any = membersOf(value);
  if ('stringValue' in any) return JSON.stringify(textOf(any.stringValue));
  if ('boolValue' in any) return any.boolValue === true ? 'true' : 'false';
  if ('intValue' in any) return wholeText(any.intValue);
  if ('doubleValue' in any) return doubleText(any.doubleValue);
  if ('bytesValue' in any) return JSON.stringify(textOf(any.bytesValue));
  if ('arrayValue' in any) {
    const values = listOf(membersOf(any.arrayValue).values);
    return `[${values.map((inner) => anyValueText(inner, depth + 1)).join(',')}]`;
  }
  if ('kvlistValue' in any) {
    return objectText(keyValues(membersOf(any.kvlistValue).values, depth + 1));
  }
  return 'null';
}

/** A list of KeyValue as JSON texts by key; the last of two with one key counts. */
export function keyValues(list: unknown, depth = 0): Map<string, string> {
  const texts = new Map<string, string>();
  for (const { key, value } of listOf(list).map(membersOf)) {
    texts.set(textOf(key), anyValueText(value, depth));
  }
  return texts;
}

/** A JSON object of members that are JSON texts already. */
export function objectText(members: Iterable<readonly [string, string]>): string {
  let inner = '';
  for (const [key, text] of members) {
    inner += `${inner === '' ? '' : ','}${JSON.stringify(key)}:${text}`;
  }
  return `{${inner}}`;
}

function wholeText(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : textOf(value);
  if (!/^-?\d{1,20}$/.test(text)) return JSON.stringify(value) ?? 'null';
  return BigInt(text).toString();
}

/** JSON has no word for NaN and the infinities: OTLP writes them as text. */
function doubleText(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : `"${value}"`;
  return JSON.stringify(textOf(value));
}
