'use client';

import { type RefObject, useEffect, useRef } from 'react';

/** How far a box is scrolled, in CSS pixels. */
export interface BoxPlace {
  top: number;
  left: number;
}

/**
 * How far a box was scrolled when it last said so. To ask the box itself would lay out the whole page
 * in the middle of a change.
 */
export function useBoxPlace(box: HTMLElement | null): RefObject<BoxPlace> {
  const place = useRef<BoxPlace>({ top: 0, left: 0 });
  useEffect(() => {
    if (!box) return;
    const note = () => {
      place.current = { top: box.scrollTop, left: box.scrollLeft };
    };
    box.addEventListener('scroll', note, { passive: true });
    return () => box.removeEventListener('scroll', note);
  }, [box]);
  return place;
}
