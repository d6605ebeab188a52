'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { timeRangeMs } from '@/lib/domain/time-range';
import { type ExecutionParams, printExecutionFilter } from '@/lib/query-state/execution-params';
import { downwards, listKey } from '@/lib/query-state/list-key';
import { readFollowChoice } from './follow-choice';
import { LiveList } from './live-list';
import { wentUpTo, whereToGoOn } from './places';

export interface FollowedList {
  project: string;
  params: ExecutionParams;
  /** The list that came with the page, and the place of the feed at which it was read. */
  first: { key: string; feed: string };
  /** The loaded rows; other ones whenever they change. */
  rows: readonly object[];
  hasPreviousPage: boolean;
  gridRef: RefObject<HTMLDivElement | null>;
  /** Whether something lies over the list. */
  covered: boolean;
}

/** Nearer to the top than this is at the top. */
const TOP_PX = 4;

/** Keeps the list that is on the screen up to date, from where its rows were read. */
export function useLiveList(list: FollowedList): LiveList | null {
  const client = useQueryClient();
  const [live, setLive] = useState<LiveList | null>(null);
  const { project, params, rows, gridRef } = list;
  const latest = useRef(list);
  latest.current = list;
  const toTop = useRef(false);
  const usesRows = useUsesRows(gridRef);
  const key = listKey(params);
  useEffect(() => {
    const { params: listed, first } = latest.current;
    const followed = new LiveList(client, {
      project,
      search: printExecutionFilter(listed),
      direction: downwards(listed),
      queryKey: ['executions', project, key],
      after: whereToGoOn(project, key, first),
      takesNew: () => takesNew(latest.current),
      mayMove: () => mayMove(latest.current, usesRows.current),
      onShow: () => {
        toTop.current = true;
        usesRows.current = false;
      },
    });
    followed.follow(readFollowChoice());
    setLive(followed);
    return () => {
      setLive(null);
      wentUpTo(project, key, followed.stop());
    };
  }, [client, project, key, usesRows]);
  // At the end of the task, after the grid has kept its place over the rows that were put in above it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it follows the rows.
  useLayoutEffect(() => {
    if (!toTop.current) return;
    toTop.current = false;
    queueMicrotask(() => gridRef.current?.scrollTo({ top: 0 }));
  }, [rows, gridRef]);
  return live;
}

/** Whether somebody has moved among the rows by key or pressed one, since new rows were last shown. */
function useUsesRows(gridRef: FollowedList['gridRef']): RefObject<boolean> {
  const uses = useRef(false);
  useEffect(() => {
    const note = ({ target, type }: Event) => {
      const isInGrid = target instanceof Node && gridRef.current?.contains(target);
      // A key that moves works from anywhere, and takes the focus to a row; a press elsewhere leaves it.
      if (isInGrid || type === 'pointerdown') uses.current = Boolean(isInGrid);
    };
    document.addEventListener('keyup', note);
    document.addEventListener('pointerdown', note, true);
    return () => {
      document.removeEventListener('keyup', note);
      document.removeEventListener('pointerdown', note, true);
    };
  }, [gridRef]);
  return uses;
}

/** Whether what is new belongs at the top of what is loaded. */
export function takesNew({ params, hasPreviousPage }: FollowedList): boolean {
  const { untilMs } = timeRangeMs(params.range, Date.now());
  const reachesNow = untilMs === null || untilMs > Date.now();
  return params.order === 'newest' && reachesNow && !hasPreviousPage;
}

/**
 * The row under the pointer or with the focus never moves, and neither does what somebody reads below.
 * @param usesRows whether the focus was brought there: when a page opens the first row has it anyway
 */
function mayMove({ gridRef, covered }: FollowedList, usesRows: boolean): boolean {
  const grid = gridRef.current;
  if (covered || !grid) return !covered;
  const row = '[data-row-id]';
  const { activeElement } = document;
  if (usesRows && grid.contains(activeElement) && activeElement?.closest(row)) return false;
  // After a tap a finger counts as pointing at a row for ever.
  const points = window.matchMedia('(hover: hover)').matches;
  return grid.scrollTop < TOP_PX && !(points && grid.querySelector(`${row}:hover`));
}
