'use client';

import type { Row } from '@tanstack/react-table';
import { memo } from 'react';
import { cn } from '@/lib/cn';
import { type GridColumn, type GridFeatures, type GridTable, stayingCell } from './grid-features';
import { RowTabStop } from './row-tab-stop';

interface GridRowProps<T extends object> {
  table: GridTable<T>;
  row: Row<GridFeatures, T>;
  index: number;
  top: number;
  height: number;
  active: boolean;
  selected: boolean;
  columns: readonly GridColumn[];
  /** Asked when the row is drawn: what it says of a row never changes. */
  asideOf?: (row: T) => string | undefined;
  onActivate: (id: string) => void;
}

function PlainGridRow<T extends object>(props: GridRowProps<T>) {
  const { table, row, columns, index, top, height, active, selected, onActivate } = props;
  const aside = props.asideOf?.(row.original);
  return (
    <div
      role="row"
      title={aside}
      tabIndex={active ? 0 : -1}
      data-row-id={row.id}
      aria-rowindex={index + 2}
      aria-selected={selected}
      onFocus={() => onActivate(row.id)}
      onMouseDown={() => onActivate(row.id)}
      style={{ transform: `translateY(${top}px)`, height }}
      className={cn(
        'absolute top-0 left-0 flex contain-layout contain-style w-max min-w-full border-b border-line/70 outline-none',
        'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
        selected ? 'bg-tint' : 'bg-bg hover:bg-raise',
        aside && 'italic',
        active && 'shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <RowTabStop value={active ? 0 : -1}>
        {row.getAllCells().map((cell, at) => {
          const staying = stayingCell(columns, at);
          return (
            <div
              key={cell.id}
              role="gridcell"
              aria-colindex={at + 1}
              style={{ width: columns[at]?.width, ...staying.style }}
              className={cn(
                'flex shrink-0 items-center overflow-hidden px-2 whitespace-nowrap',
                staying.className,
              )}
            >
              <table.FlexRender cell={cell} />
            </div>
          );
        })}
      </RowTabStop>
    </div>
  );
}

/** A row is drawn again only when it, its place, its state or the columns change. */
export const GridRow = memo(
  PlainGridRow,
  (before, after) =>
    before.row.original === after.row.original &&
    before.top === after.top &&
    before.index === after.index &&
    before.active === after.active &&
    before.selected === after.selected &&
    before.columns === after.columns,
) as typeof PlainGridRow;
