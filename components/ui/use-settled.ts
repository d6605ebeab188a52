'use client';

import { useEffect, useState } from 'react';

export type Settled<T> =
  | { phase: 'loading' }
  | { phase: 'failed'; error: unknown }
  | { phase: 'ready'; value: T };

/**
 * What a piece of work in the browser came to. Begun anew with another function; what an earlier one
 * still brings is dropped.
 *
 * @param work the same function until there is something else to do
 */
export function useSettled<T>(work: () => Promise<T>): Settled<T> {
  const [done, setDone] = useState<{ work: typeof work; settled: Settled<T> } | null>(null);
  useEffect(() => {
    let gone = false;
    const settle = (settled: Settled<T>) => {
      if (!gone) setDone({ work, settled });
    };
    work().then(
      (value) => settle({ phase: 'ready', value }),
      (error) => settle({ phase: 'failed', error }),
    );
    return () => {
      gone = true;
    };
  }, [work]);
  return done?.work === work ? done.settled : { phase: 'loading' };
}
