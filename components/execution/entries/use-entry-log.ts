import { useEffect, useState, useSyncExternalStore } from 'react';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import { EntryLog, type EntryLogState, type FirstEntries } from './entry-log';

/**
 * The log of an execution under a filter, asked for and followed while it is on the screen.
 * @param filter the same object until it changes
 * @param first what came with the page, which was not filtered or in the same way; null for nothing
 */
export function useEntryLog(
  project: string,
  id: string,
  filter: EntryFilter,
  first: FirstEntries | null,
): { log: EntryLog; state: EntryLogState } {
  const [log, setLog] = useState(() => new EntryLog(project, id, filter, first));
  // biome-ignore lint/correctness/useExhaustiveDependencies: what came with the page is used once.
  useEffect(() => {
    const next = new EntryLog(project, id, filter, first);
    setLog(next);
    next.start();
    return () => next.stop();
  }, [project, id, filter]);
  const state = useSyncExternalStore(log.subscribe, log.getState, log.getState);
  return { log, state };
}
