import { pool } from '../client';

/** What a process says at most once in so many ms: each NOTIFY waits for those of all others. */
const EVERY_MS = 50;

export const FEED_CHANNEL = 'runlens_feed';

let saidAt = Number.NEGATIVE_INFINITY;
let planned = false;

/**
 * Wakes those who read the feed, soon. To be called after the commit: within a transaction a NOTIFY
 * would make commits wait for each other, to a third of their number. A wake-up that is lost costs
 * a reader a second.
 */
export function notifyFeed(): void {
  if (planned) return;
  const wait = saidAt + EVERY_MS - performance.now();
  planned = true;
  if (wait > 0) setTimeout(say, wait).unref();
  else say();
}

function say(): void {
  planned = false;
  saidAt = performance.now();
  sendWakeUp().catch((error: unknown) => console.error('live lists were not woken:', error));
}

export async function sendWakeUp(): Promise<void> {
  await pool().query(`SELECT pg_notify($1, '')`, [FEED_CHANNEL]);
}
