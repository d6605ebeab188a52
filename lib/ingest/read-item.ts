import { isUtf8 } from 'node:buffer';
import type { Pacer } from './pacer';
import { scanPaced } from './scan-paced';
import type { SplitItem } from './split-item';

const BYTE_ORDER_MARK = 0xfeff;
/** Bytes decoded in one go: some milliseconds. */
const SLICE = 1024 * 1024;

/** The bytes of one item as text that was looked through once. */
export async function readItem(bytes: Buffer, pacer: Pacer): Promise<SplitItem> {
  const decoded = bytes.length > SLICE ? await decode(bytes, pacer) : bytes.toString('utf8');
  // Files that were put together keep their marks in the middle.
  const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
  const item = await readText(text, pacer);
  return item.ok ? { ...item, hadInvalidUtf8: !isUtf8(bytes) } : item;
}

/** One item that is a text already. */
export async function readText(text: string, pacer: Pacer): Promise<SplitItem> {
  const scan = await scanPaced(text, {}, pacer);
  if (scan.ok) return { ok: true, text, json: scan.json, hadInvalidUtf8: false };
  const message = `${scan.message} (character ${scan.position + 1})`;
  if (scan.reason === 'too_many') return { ok: false, refusal: { code: 'too_many', message } };
  return { ok: false, refusal: { code: 'invalid_json', message: `Not JSON: ${message}` } };
}

async function decode(bytes: Buffer, pacer: Pacer): Promise<string> {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; ) {
    const end = characterStart(bytes, at + SLICE);
    parts.push(bytes.toString('utf8', at, end));
    at = end;
    if (pacer.isDue()) await pacer.rest();
  }
  return parts.join('');
}

/** The place at or just before `at` where no character is cut, in bytes that may be no UTF-8 at all. */
function characterStart(bytes: Buffer, at: number): number {
  for (let start = at; start > at - 4 && start < bytes.length; start -= 1) {
    const isContinuation = ((bytes[start] ?? 0) & 0xc0) === 0x80;
    if (!isContinuation) return start;
  }
  return Math.min(at, bytes.length);
}
