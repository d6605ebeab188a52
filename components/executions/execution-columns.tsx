'use client';

import { createColumnHelper } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { GridFeatures } from '@/components/table/grid-features';
import { type ColumnKey, columnLabel } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { type ColumnId, isColumnId } from '@/lib/domain/execution-columns';
import { ActionsCell } from './cells/actions-cell';
import { CountCell } from './cells/count-cell';
import { CreatedAtCell } from './cells/created-at-cell';
import { DurationCell } from './cells/duration-cell';
import { PathCell } from './cells/path-cell';
import { SelectAll } from './cells/select-all';
import { SelectRow } from './cells/select-row';
import { StatusCell } from './cells/status-cell';
import { TextCell } from './cells/text-cell';
import { VerdictCell } from './cells/verdict-cell';

type Look = (execution: ExecutionSummary) => ReactNode;

/** How each column looks. A column of the catalogue without an answer here does not compile. */
const LOOK: Record<ColumnId, Look> = {
  createdAt: (execution) => <CreatedAtCell execution={execution} />,
  status: ({ status }) => <StatusCell status={status} />,
  event: ({ event }) => <TextCell text={event} mute />,
  target: ({ target }) => <TextCell text={target} mono />,
  targetRecordId: ({ targetRecordId }) => <TextCell text={targetRecordId} mono />,
  validationMessage: ({ validationMessage }) => <TextCell text={validationMessage} />,
  raisedAction: ({ raisedAction }) => <TextCell text={raisedAction} mono mute />,
  actionKeys: ({ actionKeys }) => <TextCell text={actionKeys.join(', ')} mono mute />,
  durationMs: ({ durationMs }) => <DurationCell durationMs={durationMs} />,
  requestId: ({ requestId }) => <TextCell text={requestId} mono mute />,
  triggeredBy: ({ triggeredBy }) => <TextCell text={triggeredBy} mute />,
  environment: ({ environment }) => <TextCell text={environment} mute />,
  attempt: ({ attempt }) => <span className="text-mute tabular-nums">{attempt}</span>,
  warnings: ({ warningCount }) => <CountCell count={warningCount} className="text-warn" />,
  errors: ({ errorCount }) => <CountCell count={errorCount} className="text-bad" />,
  reproducibility: ({ reproducibility }) => <VerdictCell verdict={reproducibility} />,
};

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
      isColumnId(key) ? LOOK[key](original) : <PathCell execution={original} path={key} />,
  });
  definitions.set(key, definition);
  return definition;
}

/** The columns that are shown, from left to right. */
export const executionColumns = (keys: readonly ColumnKey[]) =>
  helper.columns(keys.map(definitionOf));
