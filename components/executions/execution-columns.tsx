'use client';

import { createColumnHelper } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { GridFeatures } from '@/components/table/grid-features';
import { type ColumnKey, columnLabel } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { ActionsCell } from './cells/actions-cell';
import { CreatedAtCell } from './cells/created-at-cell';
import { DurationCell } from './cells/duration-cell';
import { PathCell } from './cells/path-cell';
import { RowStatus } from './cells/row-status';
import { SelectAll } from './cells/select-all';
import { SelectRow } from './cells/select-row';
import type { DrawnColumn } from './plain-cells';

type Look = (execution: ExecutionSummary) => ReactNode;

/** How each column looks that is more than a line of text. */
const LOOK: Record<DrawnColumn, Look> = {
  createdAt: (execution) => <CreatedAtCell execution={execution} />,
  status: (execution) => <RowStatus execution={execution} />,
  durationMs: ({ durationMs }) => <DurationCell durationMs={durationMs} />,
};

const isDrawn = (key: string): key is DrawnColumn => Object.hasOwn(LOOK, key);

const helper = createColumnHelper<GridFeatures, ExecutionSummary>();

const SELECT = helper.display({
  id: 'select',
  header: ({ table }) => <SelectAll table={table} />,
  cell: ({ row }) => (
    <SelectRow
      id={row.id}
      selected={row.getIsSelected()}
      onToggle={(event) => row.getToggleSelectedHandler()(event)}
    />
  ),
});

const ACTIONS = helper.display({
  id: 'actions',
  header: () => <span className="sr-only">Actions</span>,
  cell: ({ row }) => <ActionsCell execution={row.original} />,
});

type Definition = typeof SELECT;

/** Kept, because a cell is drawn anew when its definition is another one. */
const definitions = new Map<string, Definition>([
  ['select', SELECT],
  ['actions', ACTIONS],
]);

function definitionOf(key: ColumnKey): Definition {
  const known = definitions.get(key);
  if (known) return known;
  const definition = helper.display({
    id: key,
    header: columnLabel(key),
    cell: ({ row: { original } }) =>
      isDrawn(key) ? LOOK[key](original) : <PathCell execution={original} path={key} />,
  });
  definitions.set(key, definition);
  return definition;
}

/** The columns that are shown, from left to right. */
export const executionColumns = (keys: readonly ColumnKey[]) =>
  helper.columns(keys.map(definitionOf));
