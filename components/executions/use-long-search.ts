'use client';

import { useCallback, useEffect, useState } from 'react';
import { PAGE_SIZE } from '@/lib/domain/limits';
import type { useExecutionPages } from './use-execution-pages';

type List = ReturnType<typeof useExecutionPages>;

/**
 * A search that no index answers comes back in parts, each with how far back it has looked. It goes
 * on by itself until a screen of rows is found or somebody stops it; what is found is shown at once.
 */
export function useLongSearch(list: List, key: string) {
  const { rows, searchedToMs, fetchNextPage } = list;
  const [goal, setGoal] = useState(PAGE_SIZE);
  const [stopped, setStopped] = useState(false);
  const [known, setKnown] = useState(key);
  if (known !== key) {
    setKnown(key);
    setGoal(PAGE_SIZE);
    setStopped(false);
  }
  // While the other end is fetched it waits: to ask would give that up, and that would then ask again.
  const canFetch = list.hasNextPage && !list.isFetching && !list.isFetchNextPageError;
  const searching = searchedToMs !== null && !stopped && rows.length < goal;
  useEffect(() => {
    if (searching && canFetch) void fetchNextPage();
  }, [searching, canFetch, fetchNextPage]);
  const more = useCallback(() => {
    if (!canFetch) return;
    setGoal(rows.length + PAGE_SIZE);
    setStopped(false);
    void fetchNextPage();
  }, [canFetch, rows.length, fetchNextPage]);
  return {
    /** Whether it goes on by itself at this moment. */
    searching: searching && !list.isFetchNextPageError,
    stop: () => setStopped(true),
    /** The next rows: a person scrolled to the end, or asked. */
    more,
    /** For the end of the grid: a search that was stopped waits to be asked. */
    reachEnd: stopped ? undefined : more,
  };
}
