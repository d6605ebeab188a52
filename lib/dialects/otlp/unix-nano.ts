/** Nanoseconds since 1970 as OTLP writes them, as text or as a number; null where there are none. */
export function readUnixNano(value: unknown): bigint | null {
  const text = typeof value === 'number' ? value.toFixed(0) : value;
  if (typeof text !== 'string' || !/^\d{1,20}$/.test(text)) return null;
  const nanos = BigInt(text);
  return nanos > 0n && nanos < 2n ** 64n ? nanos : null;
}

/** ISO 8601 with nine decimals, in UTC. */
export function isoOfNanos(nanos: bigint): string {
  const second = new Date(Number(nanos / 1_000_000_000n) * 1000).toISOString().slice(0, 19);
  return `${second}.${(nanos % 1_000_000_000n).toString().padStart(9, '0')}Z`;
}

/** Fractional milliseconds from one to the other; null where the end is missing or before the start. */
export function millisecondsBetween(start: bigint | null, end: bigint | null): number | null {
  if (start === null || end === null || end < start) return null;
  return Number(end - start) / 1e6;
}
