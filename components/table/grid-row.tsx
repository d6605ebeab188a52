'use client';

import type { Row } from '@tanstack/react-table';
import { memo } from 'react';
import { cn } from '@/lib/cn';
import { type GridColumn, type GridFeatures, type GridTable, stayingCell } from './grid-features';
import type { PlainCell } from './plain-cell';
import { RowTabStop } from './row-tab-stop';
import type { ColumnsInSight } from './use-columns-in-sight';

interface GridRowProps<T extends object> {
  table: GridTable<T>;
  row: Row<GridFeatures, T>;
  index: number;
  top: number;
  height: number;
  active: boolean;
  selected: boolean;
  columns: readonly GridColumn[];
  sight: ColumnsInSight;
  /** Asked when the row is drawn: what it says of a row never changes. */
  asideOf?: (row: T) => string | undefined;
  plainCellOf?: (row: T, columnId: string) => PlainCell | undefined;
  onActivate: (id: string) => void;
}

const WHOLE: ColumnsInSight = { first: 0, last: Number.POSITIVE_INFINITY, skipped: 0 };

function PlainGridRow<T extends object>(props: GridRowProps<T>) {
  const { table, row, columns, index, top, height, active, selected, onActivate } = props;
  // The keys reach every cell of the active row.
  const { first, last, skipped } = active ? WHOLE : props.sight;
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
        'absolute inset-x-0 top-0 flex contain-size contain-layout contain-style border-b border-line/70 outline-none',
        'focus-visible:outline-2 focus-visible:-outline-offset-2 focus-visible:outline-accent',
        selected ? 'bg-tint' : 'bg-bg hover:bg-raise',
        aside && 'italic',
        active && 'shadow-[inset_2px_0_0_var(--accent)]',
      )}
    >
      <RowTabStop value={active ? 0 : -1}>
        {row.getAllCells().map((cell, at) => {
          const column = columns[at];
          if (!column || (!column.stays && (at < first || at > last))) return null;
          const plain = props.plainCellOf?.(row.original, column.id);
          const staying = stayingCell(columns, at);
          return (
            <div
              key={cell.id}
              role="gridcell"
              aria-colindex={at + 1}
              dir={plain && 'ltr'}
              title={plain?.title}
              style={{
                width: column.width,
                marginLeft: at === first && skipped > 0 ? skipped : undefined,
                ...staying.style,
              }}
              className={cn(
                'shrink-0 px-2',
                // As high as the row without its line.
                plain
                  ? 'truncate leading-[30px]'
                  : 'flex items-center overflow-hidden whitespace-nowrap',
                plain?.className,
                staying.className,
              )}
            >
              {plain ? plain.text || '–' : <table.FlexRender cell={cell} />}
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
    before.columns === after.columns &&
    before.sight === after.sight,
) as typeof PlainGridRow;
