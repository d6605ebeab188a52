/** Work that waits until nothing else is to be done. */
export interface IdleWork<T> {
  /** Adds one, and does what waits while `isBusy` says no; what does not fit is left out. */
  add: (item: T, isBusy: () => boolean) => void;
  /** The same without another item: something else has ended. */
  resume: (isBusy: () => boolean) => void;
  /** Ends after what is being done; what waits is left. */
  stop: () => Promise<void>;
}

/**
 * Does one thing at a time, in the order in which they came, and none while something else is to be done.
 * @param work never rejects
 * @param most that may wait
 */
export function whileIdle<T>(work: (item: T) => Promise<void>, most: number): IdleWork<T> {
  const waiting: T[] = [];
  let isStopping = false;
  let working: Promise<void> | null = null;

  async function workAll(isBusy: () => boolean): Promise<void> {
    while (!isStopping && !isBusy()) {
      const item = waiting.shift();
      if (item === undefined) break;
      await work(item);
    }
    working = null;
  }

  const resume = (isBusy: () => boolean) => {
    if (waiting.length > 0 && !isBusy()) working ??= workAll(isBusy);
  };
  return {
    add: (item, isBusy) => {
      if (waiting.length < most) waiting.push(item);
      resume(isBusy);
    },
    resume,
    stop: async () => {
      isStopping = true;
      await working;
    },
  };
}
