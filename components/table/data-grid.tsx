'use client';

import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
} from 'react';
import type { GridColumn, GridColumnCommands, GridTable } from './grid-features';
import { GridHeader } from './grid-header';
import { GridRow } from './grid-row';
import type { PlainCell } from './plain-cell';
import { useColumnsInSight } from './use-columns-in-sight';

/** Height of a row in CSS pixels: 31 with its hairline, as dense as stays readable. */
const ROW_HEIGHT = 31;
/** What the server draws before the window is known: a page of 50 rows. */
const SERVER_RECT = { width: 1280, height: 50 * ROW_HEIGHT };
/** Rows that are drawn above and below those in sight: what a flick of the wheel brings. */
const OVERSCAN = 6;
/** The next page is asked for when this many rows are left below. */
const AHEAD = 25;

interface DataGridProps<T extends object> {
  table: GridTable<T>;
  /** The table's columns in their order, as they stand on the screen. */
  columns: readonly GridColumn[];
  columnCommands: GridColumnCommands;
  label: string;
  /** Its size when it was last drawn: another list is drawn once, as high as that. */
  sizeRef: RefObject<GridSize | null>;
  activeId: string | null;
  onActivate: (id: string) => void;
  /** Called when the rows that are loaded run out at that side. */
  onReachEnd?: () => void;
  onReachStart?: () => void;
  /** Whether every row is loaded, so that the number of rows is known. */
  complete: boolean;
  /** Why a row stands apart from the others, if it does. */
  asideOf?: (row: T) => string | undefined;
  /** What stands in a cell that is one line of text; any other is drawn by the table's definition. */
  plainCellOf?: (row: T, columnId: string) => PlainCell | undefined;
  decorateHeader?: (columnId: string) => ReactNode | undefined;
  headerMenu?: (column: GridColumn) => ReactNode;
  /** Shown below the last row: loading, the end, or how far back was searched. */
  foot: ReactNode;
  gridRef: RefObject<HTMLDivElement | null>;
  /** Whether a dialog lies over it; when that goes, the active row has the focus again. */
  covered?: boolean;
}

/** CSS pixels of what is in sight. */
export interface GridSize {
  width: number;
  height: number;
}

/**
 * A virtualised grid over any rows. The caller owns the rows, the active row and the keys, and gives
 * another list another key: it begins at its top.
 */
export function DataGrid<T extends object>(props: DataGridProps<T>) {
  const {
    table,
    columns,
    activeId,
    onActivate,
    onReachEnd,
    onReachStart,
    gridRef,
    sizeRef,
    covered = false,
  } = props;
  const rows = table.getRowModel().rows;
  // The same while the rows are: with another, the places of all of them would be counted anew.
  const keyOf = useCallback((index: number) => rows[index]?.id ?? index, [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => gridRef.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: keyOf,
    overscan: OVERSCAN,
    initialRect: sizeRef.current ?? SERVER_RECT,
    scrollPaddingStart: ROW_HEIGHT + 2,
    scrollPaddingEnd: ROW_HEIGHT,
  });
  useLayoutEffect(() => {
    sizeRef.current = virtualizer.scrollRect;
  });
  useKeptPlace(gridRef, rows[0]?.id ?? null, (id) => rows.findIndex((row) => row.id === id));
  useFocusOnActive(gridRef, activeId, covered, rows, virtualizer.scrollToIndex);
  const sight = useColumnsInSight(
    gridRef,
    columns,
    sizeRef.current?.width ?? Number.POSITIVE_INFINITY,
  );
  const items = virtualizer.getVirtualItems();
  const lastShown = items.at(-1)?.index ?? 0;
  const firstShown = items[0]?.index ?? 0;
  useEffect(() => {
    if (rows.length > 0 && lastShown >= rows.length - AHEAD) onReachEnd?.();
  }, [lastShown, rows.length, onReachEnd]);
  useEffect(() => {
    if (rows.length > 0 && firstShown <= AHEAD) onReachStart?.();
  }, [firstShown, rows.length, onReachStart]);
  const selection = table.state.rowSelection;
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const kept = columns.reduce((sum, one) => sum + (one.stays === 'left' ? one.width : 0), 0);
  return (
    <div
      ref={gridRef}
      // What takes the focus is not left below the columns that stay in sight.
      style={{ scrollPaddingLeft: kept }}
      className="relative min-h-0 flex-1 overflow-auto"
    >
      <div
        role="grid"
        aria-label={props.label}
        aria-multiselectable
        aria-rowcount={props.complete ? rows.length + 1 : -1}
        aria-colcount={columns.length}
        className="w-max min-w-full"
      >
        <GridHeader
          table={table}
          columns={columns}
          commands={props.columnCommands}
          decorate={props.decorateHeader}
          menu={props.headerMenu}
        />
        <div
          role="rowgroup"
          style={{ height: virtualizer.getTotalSize(), width }}
          className="relative min-w-full"
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
      </div>
      {props.foot}
    </div>
  );
}

/** Rows that arrive above push nothing: what was under the pointer stays there. */
function useKeptPlace(
  gridRef: RefObject<HTMLDivElement | null>,
  firstId: string | null,
  indexOf: (id: string) => number,
): void {
  const before = useRef(firstId);
  useLayoutEffect(() => {
    const previous = before.current;
    before.current = firstId;
    const added = previous === null || previous === firstId ? 0 : indexOf(previous);
    if (added > 0 && gridRef.current) gridRef.current.scrollTop += added * ROW_HEIGHT;
  });
}

/** Moves the focus along with the active row while the focus is in the grid. */
function useFocusOnActive(
  gridRef: RefObject<HTMLDivElement | null>,
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
    const grid = gridRef.current;
    if (!grid || activeId === null) return;
    const find = () => grid.querySelector<HTMLElement>(`[data-row-id="${CSS.escape(activeId)}"]`);
    /** Whether the focus is in the row already, or where it must not be taken from. */
    const settled = () => {
      const current = document.activeElement;
      if (find()?.contains(current)) return true;
      return current !== document.body && !grid.contains(current);
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
  }, [activeId, covered, gridRef]);
}
