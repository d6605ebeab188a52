import { setTimeout as sleep } from 'node:timers/promises';
import { groupOldFailures } from '@/lib/db/error-groups/group-old-failures';

/** Between two steps, so that it takes a fraction of the database's time. */
const PAUSE_MS = 200;

/**
 * Gives the failures of before there were error groups theirs, step by step in the background. A
 * failure is reported; the next start goes on.
 * @returns stops it; resolves when the step that runs has ended
 */
export function keepErrorGroups(report: (error: unknown) => void): () => Promise<void> {
  const stop = new AbortController();
  const work = async () => {
    while (!stop.signal.aborted && (await groupOldFailures())) {
      await sleep(PAUSE_MS, undefined, { ref: false });
    }
  };
  const running = work().catch(report);
  return async () => {
    stop.abort();
    await running;
  };
}
