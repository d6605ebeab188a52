'use client';

import { useTable } from '@tanstack/react-table';
import { useMemo } from 'react';
import { type GridColumn, gridFeatures } from '@/components/table/grid-features';
import { type ColumnLayout, columnLabel, shownColumns } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { executionColumns } from './execution-columns';

const SELECT_WIDTH = 34;
const ACTIONS_WIDTH = 40;

/** Rows as a table, with the columns that are shown, and what is selected. */
export function useExecutionTable(rows: readonly ExecutionSummary[], layout: ColumnLayout) {
  const columns = useMemo<readonly GridColumn[]>(() => {
    const shown = shownColumns(layout).map(({ key, width, pinned }): GridColumn => {
      const column = { id: key, label: columnLabel(key), width };
      return pinned ? { ...column, stays: 'left' } : column;
    });
    // It stays with the first that does: it is of no use when it is out of sight.
    const stays = shown[0]?.stays;
    return [
      { id: 'select', label: 'Selected', width: SELECT_WIDTH, fixed: true, stays },
      ...shown,
      { id: 'actions', label: 'Actions', width: ACTIONS_WIDTH, fixed: true, stays: 'right' },
    ];
  }, [layout]);
  const keys = columns.map(({ id }) => id).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: widths change nothing in the cells.
  const definitions = useMemo(() => executionColumns(columns.map(({ id }) => id)), [keys]);
  const table = useTable({
    features: gridFeatures,
    columns: definitions,
    data: rows,
    getRowId: (row) => row.id,
  });
  return { table, columns };
}
