import { setImmediate } from 'node:timers/promises';
import { cutText } from '@/lib/domain/cut-text';

const TEXT_OID = 25;
const HEADER_BYTES = 20;
/** Characters written in one go: some milliseconds. */
const SLICE = 2_000_000;

/**
 * Texts as the binary form of a text[] parameter: ndim, has nulls, element type, length, lower bound,
 * then each element after its length in bytes. The driver would escape every quote and backslash of
 * them, which costs a hundred times as much for JSON and holds the event loop.
 */
export async function textArray(values: readonly (string | null)[]): Promise<Buffer> {
  const lengths = values.map((value) => (value === null ? 0 : Buffer.byteLength(value)));
  const total = lengths.reduce((sum, length) => sum + length + 4, HEADER_BYTES);
  const buffer = Buffer.allocUnsafe(total);
  let at = buffer.writeInt32BE(values.length > 0 ? 1 : 0, 0);
  at = buffer.writeInt32BE(values.includes(null) ? 1 : 0, at);
  at = buffer.writeInt32BE(TEXT_OID, at);
  if (values.length === 0) return buffer.subarray(0, at);
  at = buffer.writeInt32BE(values.length, at);
  at = buffer.writeInt32BE(1, at);
  let written = 0;
  for (const [index, value] of values.entries()) {
    at = buffer.writeInt32BE(value === null ? -1 : (lengths[index] ?? 0), at);
    for (let from = 0; value !== null && from < value.length; ) {
      const slice = value.length > SLICE ? cutText(value.slice(from), SLICE) : value;
      at += buffer.write(slice, at);
      from += slice.length;
      written += slice.length;
      if (written > SLICE) {
        await setImmediate();
        written = 0;
      }
    }
  }
  return buffer;
}
