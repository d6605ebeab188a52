import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

/** Of a line of text, in CSS pixels. */
const LINE_HEIGHT = 20;
/** Browsers stop laying out elements near 33 million px; scaling starts well before. */
const MAX_HEIGHT = 15_000_000;
const OVERSCAN = 24;
/** Rows drawn before the height is known, on the server among others. */
const FIRST_ROWS = 60;
const IDLE_MS = 150;

export interface LineWindow {
  readonly scrollerRef: RefObject<HTMLDivElement | null>;
  readonly onScroll: () => void;
  /** The rows to draw, `last` not included, and where the first of them stands. */
  readonly first: number;
  readonly last: number;
  readonly top: number;
  readonly rows: readonly number[];
  readonly height: number;
  /**
   * Brings a row into sight: `far` keeps to the edge for a near one and to the middle otherwise. It
   * stays in sight when the box becomes smaller, until it is scrolled away.
   */
  readonly scrollToRow: (row: number, align?: 'far' | 'center') => void;
  /** Whole rows that fit on the screen. */
  readonly pageRows: () => number;
  /** Whether the last row is in sight. */
  readonly atEnd: () => boolean;
}

/**
 * The rows in sight of a scrolling box, all of one height. Content taller than a browser can lay
 * out is scaled: small scrolls still move pixel by pixel, a dragged thumb jumps in proportion, and
 * the thumb is put back in proportion when the scrolling rests.
 */
export function useLineWindow(count: number, rowHeight = LINE_HEIGHT): LineWindow {
  const scrollerRef = useRef<HTMLDivElement>(null);
  const [range, setRange] = useState({ first: 0, last: Math.min(count, FIRST_ROWS), top: 0 });
  /** `contentTop` is in unscaled pixels; `scrollTop` is what the box last said; -1 holds no row. */
  const place = useRef({ contentTop: 0, scrollTop: 0, idle: 0, held: -1 });
  const contentHeight = count * rowHeight;
  const height = Math.min(contentHeight, MAX_HEIGHT);
  const scaled = contentHeight > MAX_HEIGHT;

  const update = useCallback(() => {
    const { contentTop, scrollTop } = place.current;
    const view = scrollerRef.current?.clientHeight ?? 0;
    const first = Math.max(0, Math.floor(contentTop / rowHeight) - OVERSCAN);
    const last = Math.min(count, Math.ceil((contentTop + view) / rowHeight) + OVERSCAN);
    const top = first * rowHeight - contentTop + scrollTop;
    setRange((old) =>
      old.first === first && old.last === last && Math.abs(old.top - top) < 1
        ? old
        : { first, last, top },
    );
  }, [count, rowHeight]);

  /** Puts the box where the content should be. */
  const moveTo = useCallback(
    (contentTop: number) => {
      const box = scrollerRef.current;
      if (!box) return;
      const farthest = Math.max(0, contentHeight - box.clientHeight);
      const target = Math.min(Math.max(0, contentTop), farthest);
      const share = (height - box.clientHeight) / Math.max(1, farthest);
      box.scrollTop = scaled ? target * share : target;
      place.current.contentTop = scaled ? target : box.scrollTop;
      place.current.scrollTop = box.scrollTop;
      update();
    },
    [contentHeight, height, scaled, update],
  );

  const isInSight = useCallback(
    (row: number) => {
      const view = scrollerRef.current?.clientHeight ?? 0;
      const below = row * rowHeight - place.current.contentTop;
      return below >= 0 && below + rowHeight <= view;
    },
    [rowHeight],
  );

  const onScroll = useCallback(() => {
    const box = scrollerRef.current;
    if (!box) return;
    const at = place.current;
    const moved = box.scrollTop - at.scrollTop;
    const farthest = contentHeight - box.clientHeight;
    const range = height - box.clientHeight;
    const atEnd = box.scrollTop <= 0 || box.scrollTop >= range - 1;
    if (!scaled) at.contentTop = box.scrollTop;
    else if (atEnd || Math.abs(moved) > box.clientHeight)
      at.contentTop = (box.scrollTop / range) * farthest;
    else at.contentTop = Math.min(farthest, Math.max(0, at.contentTop + moved));
    at.scrollTop = box.scrollTop;
    if (moved !== 0 && !isInSight(at.held)) at.held = -1;
    update();
    if (!scaled) return;
    window.clearTimeout(at.idle);
    at.idle = window.setTimeout(() => moveTo(at.contentTop), IDLE_MS);
  }, [contentHeight, height, scaled, isInSight, moveTo, update]);

  useEffect(() => () => window.clearTimeout(place.current.idle), []);

  const pageRows = useCallback(
    () => Math.max(1, Math.floor((scrollerRef.current?.clientHeight ?? 0) / rowHeight) - 1),
    [rowHeight],
  );

  const atEnd = useCallback(() => {
    const view = scrollerRef.current?.clientHeight ?? 0;
    return place.current.contentTop + view >= contentHeight - LINE_HEIGHT / 2;
  }, [contentHeight]);

  const scrollToRow = useCallback(
    (row: number, align: 'far' | 'center' = 'far') => {
      place.current.held = row;
      if (isInSight(row)) return;
      const view = scrollerRef.current?.clientHeight ?? 0;
      const { contentTop } = place.current;
      const rowTop = row * rowHeight;
      const distance = Math.abs(rowTop - contentTop - view / 2);
      if (align === 'center' || distance > 2 * view) moveTo(rowTop - view / 2);
      else moveTo(rowTop < contentTop ? rowTop : rowTop + 2 * rowHeight - view);
    },
    [isInSight, moveTo, rowHeight],
  );

  useLayoutEffect(() => {
    const box = scrollerRef.current;
    if (!box) return;
    moveTo(place.current.contentTop);
    const observer = new ResizeObserver(() => {
      if (place.current.held !== -1) scrollToRow(place.current.held);
      update();
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [moveTo, scrollToRow, update]);

  const last = Math.min(range.last, count);
  const rows = Array.from({ length: Math.max(0, last - range.first) }, (_, at) => range.first + at);
  return { scrollerRef, onScroll, ...range, last, rows, height, scrollToRow, pageRows, atEnd };
}
