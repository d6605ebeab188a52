import { pool } from '../client';

/** What a process says at most once in so many ms: each NOTIFY waits for those of all others. */
const EVERY_MS = 20;

export const RUNS_CHANNEL = 'runlens_runs';

let saidAt = Number.NEGATIVE_INFINITY;
let planned = false;

/**
 * Wakes the workers, soon: there is something to run, to stop or to go on with. To be called after
 * the commit. A wake-up that is lost costs a second.
 */
export function notifyRuns(): void {
  if (planned) return;
  const wait = saidAt + EVERY_MS - performance.now();
  planned = true;
  if (wait > 0) setTimeout(say, wait).unref();
  else say();
}

function say(): void {
  planned = false;
  saidAt = performance.now();
  pool()
    .query(`SELECT pg_notify($1, '')`, [RUNS_CHANNEL])
    .catch((error: unknown) => console.error('workers were not woken:', error));
}
