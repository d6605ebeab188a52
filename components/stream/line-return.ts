const listeners = new Set<() => void>();

/** For what a live list does not hold itself: told each time a line to the server stands again. */
export const lineReturn = {
  tell: () => {
    for (const listener of listeners) listener();
  },
  /** @returns what ends it */
  on: (listener: () => void) => {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
};
