/** The first run and two retries. */
export const MAX_ATTEMPTS = 3;

/** How often it may still be retried. */
export function retriesLeft(attempt: number): number {
  return Math.max(MAX_ATTEMPTS - attempt, 0);
}
