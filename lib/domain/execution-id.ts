/**
 * Execution ids are UUIDv7 (RFC 9562): 48 bits of created_at in ms, then 12 bits that Runlens fills
 * with the fraction of that millisecond, then 62 bits that are random or a hash of the producer's id.
 * Newest first is therefore `ORDER BY id DESC`, and a time range is a range of ids.
 */
export type ExecutionId = string;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const MAX_MS = 2 ** 48 - 1;

export function isExecutionId(value: string): boolean {
  return UUID.test(value);
}

function withDashes(hex: string): ExecutionId {
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join('-');
}

function timeHex(ms: number): string {
  return Math.min(Math.max(Math.floor(ms), 0), MAX_MS)
    .toString(16)
    .padStart(12, '0');
}

/**
 * @param ms Unix time in milliseconds; clamped to what 48 bits hold.
 * @param subMs fraction of the millisecond in [0, 1).
 * @param tail at least 8 bytes; the first 62 bits are used.
 */
export function buildExecutionId(ms: number, subMs: number, tail: Uint8Array): ExecutionId {
  const fraction = Math.min(Math.max(Math.floor(subMs * 4096), 0), 4095);
  const bytes = Array.from(tail.subarray(0, 8));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x80;
  const rest = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return withDashes(`${timeHex(ms)}7${fraction.toString(16).padStart(3, '0')}${rest}`);
}

/** The smallest id that an execution created at `ms` or later can have. */
export function lowestIdAt(ms: number): ExecutionId {
  return withDashes(`${timeHex(ms)}${'0'.repeat(20)}`);
}

/** Unix time in ms of the id's time bits. */
export function timeOfId(id: ExecutionId): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}
