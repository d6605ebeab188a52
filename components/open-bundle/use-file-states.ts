import { useEffect, useState } from 'react';
import type { OpenedSource } from './open-source';
import { MAX_OPENED_ZIP_BYTES } from './opened-limits';
import { type CheckedState, stateOf } from './read-opened-file';

/** Files after which the list is drawn again. */
const TOLD_EVERY = 20;

/** Checks every file in its turn, as long as all of them together unpack to no more than a zip may be. */
export function useFileStates(source: OpenedSource): ReadonlyMap<string, CheckedState> {
  const [states, setStates] = useState<ReadonlyMap<string, CheckedState>>(new Map());
  useEffect(() => {
    let gone = false;
    const found = new Map<string, CheckedState>();
    const check = async () => {
      let left = MAX_OPENED_ZIP_BYTES;
      for (const name of source.names) {
        if (gone) return;
        const bytes = left > 0 ? await source.read(name).catch(() => null) : null;
        left -= bytes?.length ?? 0;
        found.set(name, bytes ? await stateOf(source, name, bytes) : 'unchecked');
        if (found.size % TOLD_EVERY === 0 && !gone) setStates(new Map(found));
      }
      if (!gone) setStates(found);
    };
    if (source.manifest) void check();
    return () => {
      gone = true;
    };
  }, [source]);
  return states;
}
