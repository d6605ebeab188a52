import { dropEmptyCounts } from '@/lib/db/rollups/drop-empty-counts';
import { foldRollups } from '@/lib/db/rollups/fold-rollups';

const FOLD_EVERY_MS = 2_000;
const TIDY_EVERY_MS = 60 * 60_000;

/**
 * Adds up what ingest has counted, until stopped: in turns that never overlap, at once again while
 * there is more. Failures are reported and tried again by the next turn.
 * @returns stops it; resolves when the turn that runs has ended
 */
export function keepCounts(report: (error: unknown) => void): () => Promise<void> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let tidyAt = performance.now() + TIDY_EVERY_MS;
  let running = Promise.resolve();
  const turn = async () => {
    while (!stopped && (await foldRollups()));
    if (stopped || performance.now() < tidyAt) return;
    tidyAt = performance.now() + TIDY_EVERY_MS;
    await dropEmptyCounts();
  };
  const plan = () => {
    if (stopped) return;
    timer = setTimeout(() => {
      running = turn().catch(report).then(plan);
    }, FOLD_EVERY_MS);
    timer.unref();
  };
  plan();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await running;
  };
}
