'use client';

import { useLayoutEffect, useMemo, useState } from 'react';
import type { GridColumn } from './grid-features';

/** What is drawn beside what is in sight, in CSS pixels; the columns are counted anew as often. */
const AHEAD = 200;

/** The first and the last column, by their places, whose cells are drawn; those that stay always are. */
export interface ColumnsInSight {
  readonly first: number;
  readonly last: number;
  /** The width of what is left out before the first, in CSS pixels. */
  readonly skipped: number;
}

/**
 * Cells that are out of sight are not drawn: of twenty columns a window shows half.
 * @param initial what is in sight until the box has said it; without scripts all there is has to be
 */
export function useColumnsInSight(
  box: HTMLElement | null,
  columns: readonly GridColumn[],
  initial: { left: number; width: number },
): ColumnsInSight {
  const [{ from, to }, setSight] = useState(() => reachOf(initial.left, initial.width));
  useLayoutEffect(() => {
    if (!box) return;
    const look = () => {
      const next = reachOf(box.scrollLeft, box.clientWidth);
      setSight((known) => (known.from === next.from && known.to === next.to ? known : next));
    };
    box.addEventListener('scroll', look, { passive: true });
    // Calls once by itself, when the browser has laid out the page anyway.
    const observer = new ResizeObserver(look);
    observer.observe(box);
    return () => {
      box.removeEventListener('scroll', look);
      observer.disconnect();
    };
  }, [box]);
  return useMemo(() => columnsBetween(columns, from, to), [columns, from, to]);
}

function reachOf(left: number, width: number): { from: number; to: number } {
  return {
    from: (Math.floor(left / AHEAD) - 1) * AHEAD,
    to: (Math.ceil((left + width) / AHEAD) + 1) * AHEAD,
  };
}

/** @param from left edge of what is drawn; @param to its right edge: both in CSS pixels */
export function columnsBetween(
  columns: readonly GridColumn[],
  from: number,
  to: number,
): ColumnsInSight {
  let left = 0;
  let first = -1;
  let last = -1;
  let skipped = 0;
  columns.forEach(({ width, stays }, index) => {
    const right = left + width;
    const isDrawn = right > from && left < to;
    if (!stays && isDrawn) {
      if (first < 0) first = index;
      last = index;
    } else if (!stays && first < 0) skipped += width;
    left = right;
  });
  return first < 0 ? { first: 0, last: columns.length - 1, skipped: 0 } : { first, last, skipped };
}
