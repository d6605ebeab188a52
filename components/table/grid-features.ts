import {
  type CellData,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type ReactTable,
  type RowData,
  rowSelectionFeature,
  type TableFeatures,
  tableFeatures,
} from '@tanstack/react-table';

declare module '@tanstack/react-table' {
  interface ColumnMeta<
    in out TFeatures extends TableFeatures,
    in out TData extends RowData,
    TValue extends CellData = CellData,
  > {
    /** Stays at the right edge however far the rest is scrolled. */
    atEnd?: boolean;
  }
}

/** What our grids can do; a feature that is not here costs no bytes. */
export const gridFeatures = tableFeatures({
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
  rowSelectionFeature,
});

export type GridFeatures = typeof gridFeatures;

export type GridTable<T extends object> = ReactTable<GridFeatures, T>;
