'use client';

import { type KeyboardEvent, memo, type PointerEvent, type ReactNode, useState } from 'react';
import { cn } from '@/lib/cn';
import { followPointer } from './follow-pointer';
import {
  type GridColumn,
  type GridColumnCommands,
  type GridTable,
  stayingCell,
} from './grid-features';

/** One press of an arrow key on a column's edge, in CSS pixels. */
const KEY_STEP = 16;
/** A title that is dropped further than this above or below the header stays where it was. */
const DROP_REACH = 60;

/** Where a title that is dragged would be dropped. */
interface Drop {
  beside: string;
  side: 'before' | 'after';
}

/**
 * Column titles: dragged or stepped to another place; the edge of each changes its width. Not drawn
 * again by what is scrolled.
 */
export const GridHeader = memo(PlainGridHeader) as typeof PlainGridHeader;

function PlainGridHeader<T extends object>({
  table,
  columns,
  commands,
  decorate,
  menu,
}: {
  table: GridTable<T>;
  columns: readonly GridColumn[];
  commands: GridColumnCommands;
  /** Replaces a title, e.g. by a button that sorts. */
  decorate?: (columnId: string) => ReactNode | undefined;
  /** Stands beside a title. */
  menu?: (column: GridColumn) => ReactNode;
}) {
  const [drop, setDrop] = useState<Drop | null>(null);
  const headers = table.getHeaderGroups()[0]?.headers ?? [];
  const drag = (id: string, press: PointerEvent<HTMLElement>) => {
    if (press.pointerType === 'touch') return;
    const row = press.currentTarget.closest('[role=row]');
    let target: Drop | null = null;
    followPointer(
      press,
      (event) => {
        target = row ? dropAt(row, event, id) : null;
        setDrop(target);
      },
      (done) => {
        setDrop(null);
        if (done && target) commands.move(id, target.beside, target.side);
      },
    );
  };
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-10 flex h-8 w-max min-w-full border-b border-line bg-bg text-[12px] font-medium text-mute select-none"
    >
      {headers.map((header, index) => {
        const column = columns[index];
        if (!column) return null;
        const { id, label, width, fixed } = column;
        const staying = stayingCell(columns, index);
        return (
          <div
            key={header.id}
            role="columnheader"
            aria-colindex={index + 1}
            data-column={fixed ? undefined : id}
            style={{ width, ...staying.style }}
            onKeyDown={fixed ? undefined : (event) => onStepKey(event, id, commands)}
            className={cn(
              'group flex shrink-0 items-center px-2',
              staying.className ?? 'relative',
              drop?.beside === id &&
                (drop.side === 'before'
                  ? 'shadow-[inset_2px_0_0_var(--accent)]'
                  : 'shadow-[inset_-2px_0_0_var(--accent)]'),
            )}
          >
            <div
              className="min-w-0 flex-1 truncate"
              onPointerDown={fixed ? undefined : (event) => drag(id, event)}
            >
              {decorate?.(id) ?? <table.FlexRender header={header} />}
            </div>
            {fixed ? null : (
              <>
                {menu?.(column)}
                <Edge
                  label={label}
                  width={width}
                  onResize={(wanted, isMoving) => commands.resize(id, wanted, isMoving)}
                />
              </>
            )}
          </div>
        );
      })}
    </div>
  );
}

function Edge(props: {
  label: string;
  width: number;
  onResize: (width: number | null, isMoving?: boolean) => void;
}) {
  const { label, width, onResize } = props;
  const follow = (press: PointerEvent<HTMLElement>) => {
    let wanted = width;
    followPointer(
      press,
      (event) => {
        wanted = width + Math.round(event.clientX - press.clientX);
        onResize(wanted, true);
      },
      () => onResize(wanted),
    );
  };
  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${label.toLowerCase()}`}
      aria-valuenow={width}
      tabIndex={0}
      onPointerDown={follow}
      onDoubleClick={() => onResize(null)}
      onKeyDown={(event) => {
        if (event.shiftKey || (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight')) return;
        event.preventDefault();
        event.stopPropagation();
        onResize(width + (event.key === 'ArrowRight' ? KEY_STEP : -KEY_STEP));
      }}
      className="absolute inset-y-1.5 right-0 w-1.5 cursor-col-resize touch-none border-r border-transparent hover:border-accent focus-visible:border-accent"
    />
  );
}

/** Ctrl or Alt with Shift and an arrow moves the column that has the focus, and the focus with it. */
function onStepKey(
  event: KeyboardEvent<HTMLElement>,
  id: string,
  { step }: GridColumnCommands,
): void {
  const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
  if (by === 0 || !event.shiftKey || !(event.altKey || event.ctrlKey)) return;
  event.preventDefault();
  const focused = event.target as HTMLElement;
  step(id, by);
  // A node that is put elsewhere in the document loses the focus.
  requestAnimationFrame(() => focused.focus());
}

/** The half of a title under the pointer; null where a drop changes nothing. */
function dropAt(row: Element, { clientX, clientY }: MouseEvent, moved: string): Drop | null {
  const { top, bottom } = row.getBoundingClientRect();
  if (clientY < top - DROP_REACH || clientY > bottom + DROP_REACH) return null;
  for (const cell of row.querySelectorAll<HTMLElement>('[data-column]')) {
    const { left, right } = cell.getBoundingClientRect();
    const beside = cell.dataset.column ?? '';
    if (clientX < left || clientX > right || beside === moved) continue;
    return { beside, side: clientX < (left + right) / 2 ? 'before' : 'after' };
  }
  return null;
}
