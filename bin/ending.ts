import { setTimeout as sleep } from 'node:timers/promises';
import type { Say } from './say.mjs';

export interface Ending {
  /** Aborted when a stop was asked for. */
  signal: AbortSignal;
  /** What to do at the end, the last added first; `force` when there is no time left. */
  add: (end: () => Promise<void> | void, force?: () => void) => void;
  run: () => Promise<void>;
  /** From now on a signal ends the process: after `starting`, so that nothing half-started is left. */
  listen: (starting: Promise<unknown>) => void;
}

/** Service managers kill after 10 s; the whole stop is over before. */
const STOP_LIMIT_MS = 7_500;

/** npm hands on the Ctrl-C that the terminal has already given to everyone: one press, two signals. */
const SAME_PRESS_MS = 400;

export function createEnding(say: Say): Ending {
  const steps: { end: () => Promise<void> | void; force?: () => void }[] = [];
  const stopping = new AbortController();

  async function run(): Promise<void> {
    for (let step = steps.pop(); step; step = steps.pop()) {
      // Still forced when it does not come to its end.
      forced = step.force;
      await step.end();
    }
    forced = undefined;
  }

  let forced: (() => void) | undefined;
  function force(code: number): never {
    forced?.();
    for (const step of steps) step.force?.();
    process.exit(code);
  }

  function listen(starting: Promise<unknown>): void {
    let askedAt = 0;
    const ask = async () => {
      if (askedAt > 0) {
        if (performance.now() - askedAt > SAME_PRESS_MS) force(130);
        return;
      }
      askedAt = performance.now();
      say.line();
      say.row('stop', 'finishing requests, then the database; Ctrl-C again to force');
      stopping.abort();
      setTimeout(() => force(1), STOP_LIMIT_MS).unref();
      await Promise.race([
        starting.catch(() => undefined),
        sleep(STOP_LIMIT_MS, undefined, { ref: false }),
      ]);
      await run();
      say.row('stop', `done in ${((performance.now() - askedAt) / 1000).toFixed(1)} s`);
      process.exit(0);
    };
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(name, () => {
        ask().catch((error: unknown) => {
          console.error(error);
          force(1);
        });
      });
    }
  }

  return {
    signal: stopping.signal,
    add: (end, force) => {
      steps.push({ end, force });
    },
    run,
    listen,
  };
}
