'use client';

import { createColumnHelper } from '@tanstack/react-table';
import type { ReactNode } from 'react';
import type { GridFeatures } from '@/components/table/grid-features';
import { Checkbox } from '@/components/ui/checkbox';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { COLUMN_IDS, COLUMNS, type ColumnId } from '@/lib/domain/execution-columns';
import { ActionsCell } from './cells/actions-cell';
import { CreatedAtCell } from './cells/created-at-cell';
import { DurationCell } from './cells/duration-cell';
import { StatusCell } from './cells/status-cell';
import { TextCell } from './cells/text-cell';

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
};

const helper = createColumnHelper<GridFeatures, ExecutionSummary>();

export const executionColumns = helper.columns([
  helper.display({
    id: 'select',
    size: 34,
    minSize: 34,
    enableHiding: false,
    enableResizing: false,
    header: () => <span className="sr-only">Selected</span>,
    cell: ({ row }) => (
      <Checkbox
        aria-label={`Select ${row.id}`}
        checked={row.getIsSelected()}
        onClick={(event) => row.getToggleSelectedHandler()(event)}
        onChange={() => {}}
      />
    ),
  }),
  ...COLUMN_IDS.map((id) =>
    helper.display({
      id,
      size: COLUMNS[id].width,
      enableHiding: id !== 'createdAt',
      header: COLUMNS[id].label,
      cell: ({ row }) => LOOK[id](row.original),
    }),
  ),
  helper.display({
    id: 'actions',
    size: 40,
    minSize: 40,
    meta: { atEnd: true },
    enableHiding: false,
    enableResizing: false,
    header: () => <span className="sr-only">Actions</span>,
    cell: ({ row }) => <ActionsCell execution={row.original} />,
  }),
]);
