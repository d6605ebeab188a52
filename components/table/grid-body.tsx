'use client';

import { elementScroll, observeElementRect, useVirtualizer } from '@tanstack/react-virtual';
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef } from 'react';
import { cn } from '@/lib/cn';
import type { GridColumn, GridTable } from './grid-features';
import { GridRow } from './grid-row';
import type { PlainCell } from './plain-cell';
import type { BoxPlace } from './use-box-place';
import { useColumnsInSight } from './use-columns-in-sight';
import { useDrawnRows } from './use-drawn-rows';

/** Height of a row in CSS pixels: 31 with its hairline, as dense as stays readable. */
const ROW_HEIGHT = 31;
/** What the server draws before the window is known: a page of 50 rows. */
const SERVER_RECT = { width: 1280, height: 50 * ROW_HEIGHT };
/** Rows that are drawn above and below those in sight: what a flick of the wheel brings. */
const OVERSCAN = 6;
/** The next page is asked for when this many rows are left below. */
const AHEAD = 25;

/** CSS pixels of what is in sight. */
export interface GridSize {
  width: number;
  height: number;
}

interface GridBodyProps<T extends object> {
  table: GridTable<T>;
  columns: readonly GridColumn[];
  /** Of all columns together, in CSS pixels. */
  width: number;
  /** What scrolls, once it is there. */
  box: HTMLDivElement | null;
  placeRef: RefObject<BoxPlace>;
  sizeRef: RefObject<GridSize | null>;
  activeId: string | null;
  onActivate: (id: string) => void;
  onReachEnd?: () => void;
  onReachStart?: () => void;
  asideOf?: (row: T) => string | undefined;
  plainCellOf?: (row: T, columnId: string) => PlainCell | undefined;
  covered: boolean;
  faint: boolean;
}

/** The rows of one list, from its top. Only those in sight are drawn. */
export function GridBody<T extends object>(props: GridBodyProps<T>) {
  const { table, columns, box, placeRef, sizeRef, activeId, onActivate } = props;
  const { onReachEnd, onReachStart } = props;
  const rows = table.getRowModel().rows;
  // The same while the rows are: with another, the places of all of them would be counted anew.
  const keyOf = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  // The list before this one may have been scrolled. With the next frame, which lays out anyway: at
  // once would be in the middle of the change.
  useLayoutEffect(() => {
    if (!box || placeRef.current.top === 0) return;
    const frame = requestAnimationFrame(() => {
      box.scrollTop = 0;
    });
    return () => cancelAnimationFrame(frame);
  }, [box, placeRef]);
  const isPlaced = useRef(false);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    initialRect: sizeRef.current ?? SERVER_RECT,
    observeElementRect: sizeRef.current ? observeRectLater : observeElementRect,
    // It begins with a scroll to where the box stands already.
    scrollToFn: (offset, options, instance) => {
      if (isPlaced.current || offset !== 0) elementScroll(offset, options, instance);
      isPlaced.current = true;
    },
    scrollPaddingStart: ROW_HEIGHT + 2,
    scrollPaddingEnd: ROW_HEIGHT,
  });
  useLayoutEffect(() => {
    if (box) sizeRef.current = virtualizer.scrollRect;
  });
  useKeptPlace(box, rows[0]?.id ?? null, (id) => rows.findIndex((row) => row.id === id));
  useFocusOnActive(box, activeId, props.covered, rows, virtualizer.scrollToIndex);
  const sight = useColumnsInSight(box, columns, {
    left: placeRef.current.left,
    width: sizeRef.current?.width ?? Number.POSITIVE_INFINITY,
  });
  const inSight = virtualizer.getVirtualItems();
  const items = useDrawnRows(inSight, sizeRef.current !== null);
  const lastShown = inSight.at(-1)?.index ?? 0;
  const firstShown = inSight[0]?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - AHEAD) onReachEnd?.();
  }, [lastShown, rows.length, onReachEnd]);
  useEffect(() => {
    if (rows.length > 0 && firstShown <= AHEAD) onReachStart?.();
  }, [firstShown, rows.length, onReachStart]);
  const selection = table.state.rowSelection;
  return (
    <div
      role="rowgroup"
      style={{ height: virtualizer.getTotalSize(), width: props.width }}
      className={cn('relative min-w-full', props.faint && 'opacity-60')}
    >
      {items.map((item) => {
        const row = rows[item.index];
        return row ? (
          <GridRow
            key={item.key}
            table={table}
            row={row}
            index={item.index}
            top={item.start}
            height={ROW_HEIGHT}
            active={row.id === activeId}
            selected={selection[row.id] === true}
            columns={columns}
            sight={sight}
            asideOf={props.asideOf}
            plainCellOf={props.plainCellOf}
            onActivate={onActivate}
          />
        ) : null;
      })}
    </div>
  );
}

/** Without asking at once, for which the browser would lay out what is being changed. */
function observeRectLater(
  { scrollElement }: { scrollElement: HTMLDivElement | null },
  onRect: (rect: GridSize) => void,
): (() => void) | undefined {
  if (!scrollElement) return;
  const observer = new ResizeObserver(() =>
    onRect({ width: scrollElement.offsetWidth, height: scrollElement.offsetHeight }),
  );
  observer.observe(scrollElement);
  return () => observer.disconnect();
}

/** Rows that arrive above push nothing: what was under the pointer stays there. */
function useKeptPlace(
  box: HTMLDivElement | null,
  firstId: string | null,
  indexOf: (id: string) => number,
): void {
  const before = useRef(firstId);
  useLayoutEffect(() => {
    const previous = before.current;
    before.current = firstId;
    const added = previous === null || previous === firstId ? 0 : indexOf(previous);
    if (added > 0 && box) box.scrollTop += added * ROW_HEIGHT;
  });
}

/** Moves the focus along with the active row while the focus is in the grid. */
function useFocusOnActive(
  box: HTMLDivElement | null,
  activeId: string | null,
  covered: boolean,
  rows: readonly { id: string }[],
  scrollToIndex: (index: number) => void,
): void {
  const latest = useRef({ rows, scrollToIndex });
  latest.current = { rows, scrollToIndex };
  // `covered` is a dependency because a dialog that goes leaves the focus nowhere.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above.
  useEffect(() => {
    if (!box || activeId === null) return;
    const find = () => box.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(activeId)}"]`);
    /** Whether the focus is in the row already, or where it must not be taken from. */
    const settled = () => {
      const current = document.activeElement;
      if (find()?.contains(current)) return true;
      return current !== document.body && !box.contains(current);
    };
    // A row that is pressed takes the focus by itself, and must not be moved from below the pointer.
    if (find()?.contains(document.activeElement) || find()?.matches(':active')) return;
    const index = latest.current.rows.findIndex((row) => row.id === activeId);
    if (index >= 0) latest.current.scrollToIndex(index);
    if (settled()) return;
    // Asked again: by then the row is drawn where it was scrolled to.
    const frame = requestAnimationFrame(() => {
      if (!settled()) find()?.focus({ preventScroll: true });
    });
    return () => cancelAnimationFrame(frame);
  }, [activeId, covered, box]);
}
