import { isUtf8 } from 'node:buffer';
import type { Pacer } from './pacer';
import { scanPaced } from './scan-paced';
import type { SplitItem } from './split-item';

const BYTE_ORDER_MARK = 0xfeff;

/** The bytes of one item as text that was looked through once. */
export async function readItem(bytes: Buffer, pacer: Pacer): Promise<SplitItem> {
  const decoded = bytes.toString('utf8');
  // Files that were put together keep their marks in the middle.
  const text = decoded.charCodeAt(0) === BYTE_ORDER_MARK ? decoded.slice(1) : decoded;
  const scan = await scanPaced(text, {}, pacer);
  if (scan.ok) return { ok: true, text, json: scan.json, hadInvalidUtf8: !isUtf8(bytes) };
  const message = `Not JSON: ${scan.message} (character ${scan.position + 1})`;
  return { ok: false, refusal: { code: 'invalid_json', message } };
}
