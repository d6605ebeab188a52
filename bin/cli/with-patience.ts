import { setTimeout as sleep } from 'node:timers/promises';
import { CliProblem } from './cli-problem';

const TRIES = 6;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 60_000;

/**
 * Asks again what failed for a reason that may go away by itself, after 0.5, 1, 2, 4 and 8 s, or as long as the
 * server says. What is asked must do no harm twice.
 * @param say is told before each wait
 */
export async function withPatience<T>(
  ask: () => Promise<T>,
  say: (line: string) => void,
): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof CliProblem) || error.retryAfterMs === null || tried === TRIES) {
        throw error;
      }
      const waitMs = Math.max(FIRST_WAIT_MS * 2 ** (tried - 1), error.retryAfterMs);
      if (waitMs > LONGEST_WAIT_MS) throw error;
      say(`${error.message}; asking again in ${waitMs / 1_000} s`);
      await sleep(waitMs);
    }
  }
}
