import {
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  type ReactTable,
  rowSelectionFeature,
  tableFeatures,
} from '@tanstack/react-table';

/** What our grids can do; a feature that is not here costs no bytes. */
export const gridFeatures = tableFeatures({
  columnVisibilityFeature,
  columnSizingFeature,
  columnResizingFeature,
  rowSelectionFeature,
});

export type GridFeatures = typeof gridFeatures;

export type GridTable<T extends object> = ReactTable<GridFeatures, T>;
