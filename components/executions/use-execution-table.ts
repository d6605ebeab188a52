'use client';

import { useTable } from '@tanstack/react-table';
import { useEffect } from 'react';
import { savePreference } from '@/components/layout/save-preference';
import { gridFeatures } from '@/components/table/grid-features';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { type ColumnPreferences, printColumns } from '@/lib/query-state/preferences';
import { executionColumns } from './execution-columns';

/** Rows as a table: columns and widths as this person left them, and what is selected. */
export function useExecutionTable(rows: readonly ExecutionSummary[], columns: ColumnPreferences) {
  const table = useTable({
    features: gridFeatures,
    columns: executionColumns,
    data: rows,
    getRowId: (row) => row.id,
    columnResizeMode: 'onChange',
    defaultColumn: { minSize: 48, maxSize: 1_200 },
    initialState: {
      columnVisibility: columns.visibility,
      columnSizing: columns.widths,
    },
  });
  const { columnVisibility, columnSizing } = table.state;
  useEffect(() => {
    savePreference('columns', printColumns({ visibility: columnVisibility, widths: columnSizing }));
  }, [columnVisibility, columnSizing]);
  return table;
}
