const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** After the first, which goes at once. */
const WAITS_MS = [5 * SECOND, 30 * SECOND, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR];

/** Deliveries of one attempt, the first one included. */
export const MAX_DELIVERIES = WAITS_MS.length + 1;

/** So that receivers that come back are not met by everybody at once. */
const JITTER = 0.2;

/**
 * Milliseconds until the next delivery after so many have failed; null when there is none. `random` is
 * from 0 to 1. A receiver that says how long it wants to be left alone is left alone as long, up to the
 * longest wait of the schedule.
 */
export function nextDelivery(
  failed: number,
  random: number,
  retryAfter: string | null = null,
  now = Date.now(),
): number | null {
  const wait = WAITS_MS[failed - 1];
  if (wait === undefined) return null;
  const scheduled = Math.round(wait * (1 - JITTER + 2 * JITTER * random));
  return Math.max(scheduled, Math.min(askedFor(retryAfter, now), 6 * HOUR));
}

/** Milliseconds that a Retry-After asks for; 0 when it cannot be read. */
function askedFor(retryAfter: string | null, now: number): number {
  if (retryAfter === null) return 0;
  const text = retryAfter.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * SECOND;
  // A date begins with its day of the week; Date.parse would make one of almost anything.
  if (!/^[A-Z][a-z]{2}/.test(text)) return 0;
  const at = Date.parse(text);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now);
}
