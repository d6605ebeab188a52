/** Last millisecond of the year 9999. */
const MAX_MS = 253_402_300_799_999;

/** Unix milliseconds as ISO 8601, or null where it is no such number. */
export function isoOfMs(ms: unknown): string | null {
  const isMoment = typeof ms === 'number' && ms >= 0 && ms <= MAX_MS;
  return isMoment ? new Date(ms).toISOString() : null;
}
