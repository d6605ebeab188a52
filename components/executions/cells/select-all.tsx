'use client';

import type { GridTable } from '@/components/table/grid-features';
import { Checkbox } from '@/components/ui/checkbox';
import type { ExecutionSummary } from '@/lib/domain/execution';

/** Selects every row that is loaded; the bar of the selection then offers all that match. */
export function SelectAll({
  table,
}: {
  table: Pick<
    GridTable<ExecutionSummary>,
    'getIsAllRowsSelected' | 'getIsSomeRowsSelected' | 'toggleAllRowsSelected'
  >;
}) {
  const all = table.getIsAllRowsSelected();
  return (
    <Checkbox
      aria-label="Select all loaded"
      title="Select all that are loaded (a)"
      checked={all}
      mixed={!all && table.getIsSomeRowsSelected()}
      onChange={() => table.toggleAllRowsSelected(!all)}
    />
  );
}
