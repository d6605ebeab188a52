'use client';

import type { ReactNode } from 'react';
import { cn } from '@/lib/cn';
import type { GridTable } from './grid-features';
import { PINNED } from './grid-row';

/** One press of an arrow key on a column's edge, in CSS pixels. */
const KEY_STEP = 16;
const MIN_WIDTH = 48;

/** Column titles; the edge of each is a handle for mouse, touch and arrow keys. */
export function GridHeader<T extends object>({
  table,
  decorate,
}: {
  table: GridTable<T>;
  /** Replaces a title, e.g. by a button that sorts. */
  decorate?: (columnId: string) => ReactNode | undefined;
}) {
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-10 flex h-8 w-max min-w-full border-b border-line bg-bg text-[12px] font-medium text-mute"
    >
      {headers.map((header, index) => {
        const resize = (width: number) =>
          table.setColumnSizing((sizes) => ({
            ...sizes,
            [header.column.id]: Math.max(width, MIN_WIDTH),
          }));
        return (
          <div
            key={header.id}
            role="columnheader"
            aria-colindex={index + 1}
            style={{ width: header.getSize() }}
            className={cn(
              'flex shrink-0 items-center px-2',
              header.column.columnDef.meta?.atEnd ? PINNED : 'relative',
            )}
          >
            <div className="min-w-0 flex-1 truncate">
              {decorate?.(header.column.id) ?? <table.FlexRender header={header} />}
            </div>
            {header.column.getCanResize() ? (
              <div
                role="separator"
                aria-orientation="vertical"
                aria-label={`Width of ${header.column.id}`}
                aria-valuenow={header.getSize()}
                tabIndex={0}
                onMouseDown={header.getResizeHandler()}
                onTouchStart={header.getResizeHandler()}
                onDoubleClick={() => header.column.resetSize()}
                onKeyDown={(event) => {
                  if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
                  event.preventDefault();
                  event.stopPropagation();
                  resize(header.getSize() + (event.key === 'ArrowRight' ? KEY_STEP : -KEY_STEP));
                }}
                className="absolute inset-y-1.5 right-0 w-1.5 cursor-col-resize touch-none border-r border-transparent select-none hover:border-accent focus-visible:border-accent"
              />
            ) : null}
          </div>
        );
      })}
    </div>
  );
}
