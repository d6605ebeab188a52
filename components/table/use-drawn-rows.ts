'use client';

import type { VirtualItem } from '@tanstack/react-virtual';
import { startTransition, useEffect, useState } from 'react';

/** What one frame has time for beside everything else that another list changes on the screen. */
const AT_ONCE = 8;

/**
 * Draws the first rows of a list a few a frame, so that no key that is pressed meanwhile waits for all
 * of them. Once they are there, what is scrolled to is drawn whole.
 * @param inParts false where there is nothing to wait for: on the server, and where its rows stand
 */
export function useDrawnRows(items: VirtualItem[], inParts: boolean): VirtualItem[] {
  const [drawn, setDrawn] = useState(inParts ? AT_ONCE : Number.POSITIVE_INFINITY);
  const isWhole = drawn >= items.length;
  useEffect(() => {
    if (drawn === Number.POSITIVE_INFINITY) return;
    const frame = requestAnimationFrame(() =>
      startTransition(() => setDrawn(isWhole ? Number.POSITIVE_INFINITY : drawn + AT_ONCE)),
    );
    return () => cancelAnimationFrame(frame);
  }, [drawn, isWhole]);
  return isWhole ? items : items.slice(0, drawn);
}
