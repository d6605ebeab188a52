import { useCallback, useEffect, useRef, useState } from 'react';
import type { EntryFilter } from '@/lib/domain/entry-filter';
import {
  type EntryParams,
  parseEntryParams,
  writeEntryParams,
} from '@/lib/query-state/entry-params';

/** The URL follows a step when nobody has stepped on for this long. */
const SETTLED_MS = 150;

/** The filter and the selected line, which the URL says as well: reload and share show the same. */
export function useEntryParams(initial: EntryParams): {
  filter: EntryFilter;
  setFilter: (filter: EntryFilter) => void;
  setLine: (seq: number | null) => void;
} {
  const [filter, setFilterState] = useState(initial.filter);
  const now = useRef(initial);
  const timer = useRef(0);
  const write = useCallback(() => {
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      window.history.replaceState(null, '', urlOf(now.current));
    }, SETTLED_MS);
  }, []);
  useEffect(() => {
    const onPopState = () => {
      const read = parseEntryParams(new URLSearchParams(window.location.search));
      now.current = read;
      setFilterState(read.filter);
    };
    window.addEventListener('popstate', onPopState);
    return () => {
      window.clearTimeout(timer.current);
      window.removeEventListener('popstate', onPopState);
    };
  }, []);
  const setFilter = useCallback(
    (next: EntryFilter) => {
      now.current = { filter: next, line: null };
      setFilterState(next);
      write();
    },
    [write],
  );
  const setLine = useCallback(
    (line: number | null) => {
      if (now.current.line === line) return;
      now.current = { ...now.current, line };
      write();
    },
    [write],
  );
  return { filter, setFilter, setLine };
}

/** This page with other entries. */
export function urlOf(params: EntryParams): string {
  const url = new URL(window.location.href);
  writeEntryParams(url.searchParams, params);
  const search = url.searchParams.toString().replaceAll('%2C', ',').replaceAll('%3A', ':');
  return `${url.pathname}${search === '' ? '' : `?${search}`}`;
}
