import { useCallback, useEffect, useRef, useState } from 'react';
import type { EntryValue, EntryValues } from '@/lib/contract/entry-lines';
import type { LogEntry } from '@/lib/domain/log-entry';
import { paths } from '@/lib/paths';
import type { FirstEntries } from './entry-log';

const NOTHING: EntryValues = { level: [], event: [], worker: [], attempt: [] };
/** A log that grows has other values soon, but not at every look. */
const FRESH_MS = 5_000;

/** What the entries can be filtered by; `refresh` asks again where it may be out of date. */
export function useEntryValues(
  project: string,
  id: string,
  first: FirstEntries | null,
): { values: EntryValues; refresh: () => void } {
  const isKnown = first?.isWhole === true;
  const [values, setValues] = useState(() => (isKnown ? valuesOf(first.items) : NOTHING));
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  const isOver = first?.isOver === true;
  const refresh = useCallback(() => {
    if (isKnown && isOver) return;
    if (performance.now() - askedAt.current < FRESH_MS) return;
    askedAt.current = performance.now();
    // Without them the menus offer what is chosen; the log itself says when the server is away.
    fetch(paths.executionEntryValues(project, id))
      .then((answer) => (answer.ok ? answer.json() : null))
      .then((found: EntryValues | null) => found && setValues(found))
      .catch(() => {});
  }, [project, id, isKnown, isOver]);
  useEffect(() => {
    if (!isKnown) refresh();
  }, [isKnown, refresh]);
  return { values, refresh };
}

function valuesOf(items: readonly LogEntry[]): EntryValues {
  const count = (read: (entry: LogEntry) => string | null): EntryValue[] => {
    const counts = new Map<string, number>();
    for (const entry of items) {
      const value = read(entry);
      if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return Array.from(counts).sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1));
  };
  return {
    level: count(({ level }) => level),
    event: count(({ event }) => event),
    worker: count(({ workerId }) => workerId),
    attempt: count(({ attempt }) => String(attempt ?? 1)).sort(([a], [b]) => Number(a) - Number(b)),
  };
}
