import { type ReactTable, rowSelectionFeature, tableFeatures } from '@tanstack/react-table';

/**
 * What our grids can do; a feature that is not here costs no bytes. Order, widths and pinning are a
 * list of GridColumn: the table's columns are only those that are shown, in that order.
 */
export const gridFeatures = tableFeatures({ rowSelectionFeature });

export type GridFeatures = typeof gridFeatures;

export type GridTable<T extends object> = ReactTable<GridFeatures, T>;

/** How one column stands on the screen. */
export interface GridColumn {
  id: string;
  /** What screen readers and menus call it. */
  label: string;
  /** CSS pixels. */
  width: number;
  /** Whether it stays in sight at that edge, over what is scrolled below it. */
  stays?: 'left' | 'right';
  /** Whether people may move it and change its width. */
  fixed?: boolean;
}

/** What people do with columns by mouse, touch and keys. */
export interface GridColumnCommands {
  /** `null` for the width that it has by itself. `isMoving` until the edge is let go of. */
  resize: (id: string, width: number | null, isMoving?: boolean) => void;
  move: (id: string, beside: string, side: 'before' | 'after') => void;
  /** One place to the left or to the right. */
  step: (id: string, by: -1 | 1) => void;
}

/** How a cell is kept in sight; a narrow window has no room for more than the right edge. */
export function stayingCell(
  columns: readonly GridColumn[],
  index: number,
): { className?: string; style?: Record<string, string> } {
  const { stays } = columns[index] ?? {};
  if (stays === 'right') return { className: 'sticky right-0 z-[1] ml-auto bg-inherit' };
  if (stays !== 'left') return {};
  const left = columns.slice(0, index).reduce((sum, { width }) => sum + width, 0);
  const line = columns[index + 1]?.stays === 'left' ? '' : 'md:border-r md:border-line';
  return {
    className: `relative z-[1] bg-inherit md:sticky md:left-(--left) ${line}`,
    style: { '--left': `${left}px` },
  };
}
