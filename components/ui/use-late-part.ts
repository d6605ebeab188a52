'use client';

import { useEffect, useEffectEvent, useState } from 'react';
import { nextTask } from './next-task';
import { notLoadedWords } from './not-loaded-words';
import { toast } from './toast';

/**
 * A part of the screen whose code is fetched once it is wanted, e.g. what a selection offers. Null
 * until it is there; one that did not arrive is asked for again when it is wanted anew.
 *
 * @param fetchPart the same function at every call
 * @param asked what a person asked it for: it is said when it does not arrive, and another value asks again
 * @param giveUp takes back what was asked
 */
export function useLatePart<Part>(
  fetchPart: () => Promise<Part>,
  wanted: boolean,
  asked?: unknown,
  giveUp?: () => void,
): Part | null {
  const [part, setPart] = useState<Part | null>(null);
  const onMissing = useEffectEvent(() => {
    if (!asked) return;
    toast(notLoadedWords());
    giveUp?.();
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is asked anew asks again.
  useEffect(() => {
    if (!wanted || part !== null) return;
    let gone = false;
    nextTask()
      .then(() => (gone ? null : fetchPart()))
      .then(
        (arrived) => {
          if (!gone && arrived !== null) setPart(() => arrived);
        },
        () => {
          if (!gone) onMissing();
        },
      );
    return () => {
      gone = true;
    };
  }, [fetchPart, wanted, asked, part]);
  return part;
}
