interface Rounds {
  /** Does the next round at once, or as soon as the present one is over. */
  wake: () => void;
  isStopping: () => boolean;
  /** Done when no round is under way and none will come. */
  stop: () => Promise<void>;
}

const LAST_RETRY_MS = 5_000;

/**
 * Does something now, and again and again: each `everyMs`, and when it is woken. One round at a time; a
 * round that fails is said once until one succeeds, and tried again later and later.
 * @param doing what it is, for the message
 */
export function createRounds(doing: string, everyMs: number, round: () => Promise<void>): Rounds {
  let stopping = false;
  let woken = false;
  let wake: (() => void) | null = null;
  let failures = 0;

  async function pause(): Promise<void> {
    const ms = failures === 0 ? everyMs : Math.min(250 * 2 ** failures, LAST_RETRY_MS);
    if (stopping || (woken && failures === 0)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        if (failures > 0 && !stopping) return;
        clearTimeout(timer);
        resolve();
      };
    });
    wake = null;
  }

  async function run(): Promise<void> {
    while (!stopping) {
      woken = false;
      try {
        await round();
        failures = 0;
      } catch (error) {
        if (failures === 0 && !stopping)
          console.error(`${doing} failed:`, (error as Error).message);
        failures += 1;
      }
      await pause();
    }
  }

  const running = run();
  return {
    wake: () => {
      woken = true;
      wake?.();
    },
    isStopping: () => stopping,
    stop: async () => {
      stopping = true;
      wake?.();
      await running;
    },
  };
}
