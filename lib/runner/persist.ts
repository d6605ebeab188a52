import { setTimeout as sleep } from 'node:timers/promises';
import { sqlFailure } from '@/lib/db/sql-state';

const RETRY_MS = 250;
/** A database that is away for longer has given the lease to somebody else when it is back. */
const LIMIT_MS = 120_000;

/**
 * Does what has to reach the database, again and again while that does not answer. To be used for what
 * may be done twice: of a commit whose answer was lost nobody knows whether it was one.
 * @param signal ends the tries with the last error
 */
export async function persist<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      const isOver = performance.now() > deadline || signal?.aborted === true;
      if (isOver || sqlFailure(error) !== 'unavailable') throw error;
      await sleep(RETRY_MS);
    }
  }
}
