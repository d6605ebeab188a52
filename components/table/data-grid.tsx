'use client';

import { type ReactNode, type RefObject, useCallback, useState } from 'react';
import { GridBody, type GridSize } from './grid-body';
import type { GridColumn, GridColumnCommands, GridTable } from './grid-features';
import { GridHeader } from './grid-header';
import type { PlainCell } from './plain-cell';
import { useBoxPlace } from './use-box-place';

interface DataGridProps<T extends object> {
  table: GridTable<T>;
  /** Whose rows they are: another list begins at its top. */
  listName: string;
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
  /** Whether other rows are on the way, which will stand in the place of these. */
  busy?: boolean;
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

/** A virtualised grid over any rows. The caller owns the rows, the active row and the keys. */
export function DataGrid<T extends object>(props: DataGridProps<T>) {
  const { table, columns, gridRef, busy = false } = props;
  // The body is drawn before the box has its element: it is drawn again when there is one.
  const [box, setBox] = useState<HTMLDivElement | null>(null);
  const placeRef = useBoxPlace(box);
  const keepBox = useCallback(
    (element: HTMLDivElement | null) => {
      gridRef.current = element;
      setBox(element);
    },
    [gridRef],
  );
  const width = columns.reduce((sum, column) => sum + column.width, 0);
  const kept = columns.reduce((sum, one) => sum + (one.stays === 'left' ? one.width : 0), 0);
  return (
    <div
      ref={keepBox}
      // What takes the focus is not left below the columns that stay in sight.
      style={{ scrollPaddingLeft: kept }}
      className="relative min-h-0 flex-1 overflow-auto"
    >
      <div
        role="grid"
        aria-label={props.label}
        aria-multiselectable
        aria-busy={busy}
        aria-rowcount={props.complete ? table.getRowModel().rows.length + 1 : -1}
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
        <GridBody
          key={props.listName}
          table={table}
          columns={columns}
          width={width}
          box={box}
          placeRef={placeRef}
          sizeRef={props.sizeRef}
          activeId={props.activeId}
          onActivate={props.onActivate}
          onReachEnd={props.onReachEnd}
          onReachStart={props.onReachStart}
          asideOf={props.asideOf}
          plainCellOf={props.plainCellOf}
          covered={props.covered ?? false}
          faint={busy}
        />
      </div>
      {props.foot}
    </div>
  );
}
