'use client';

import { useEffect, useState } from 'react';
import { nextTask } from './next-task';

/**
 * A part of the screen whose code is fetched once it is wanted, e.g. what a selection offers. Null
 * until it is there; one that did not arrive is asked for again when it is wanted anew.
 *
 * @param fetchPart the same function at every call
 */
export function useLatePart<Part>(fetchPart: () => Promise<Part>, wanted: boolean): Part | null {
  const [part, setPart] = useState<Part | null>(null);
  useEffect(() => {
    if (!wanted || part !== null) return;
    let gone = false;
    nextTask()
      .then(() => (gone ? null : fetchPart()))
      .then(
        (arrived) => {
          if (!gone && arrived !== null) setPart(() => arrived);
        },
        () => {},
      );
    return () => {
      gone = true;
    };
  }, [fetchPart, wanted, part]);
  return part;
}
