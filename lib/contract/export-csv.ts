import type { ColumnKey } from '@/lib/domain/column-layout';
import { COLUMN_NAMES } from '@/lib/domain/column-names';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { type ColumnId, isColumnId } from '@/lib/domain/execution-columns';
import type { PathValue, PathValues } from '@/lib/domain/path-value';
import { csvLine, csvText } from '@/lib/format/csv-cell';
import { isoInZone } from '@/lib/format/iso-in-zone';
import { secondsText } from '@/lib/format/seconds-text';

/** A cell, ready to be written: only what we write ourselves is not text. */
type Cell = (execution: ExecutionSummary, zone: string) => string;

const text = (value: string | null) => csvText(value ?? '');

/** A column of the catalogue without an answer here does not compile. */
const CELL: Record<ColumnId | 'id', Cell> = {
  id: ({ id }) => id,
  createdAt: ({ createdAt }, zone) => isoInZone(createdAt, zone),
  status: ({ status }) => status,
  event: ({ event }) => text(event),
  target: ({ target }) => text(target),
  targetRecordId: ({ targetRecordId }) => text(targetRecordId),
  validationMessage: ({ validationMessage }) => text(validationMessage),
  raisedAction: ({ raisedAction }) => text(raisedAction),
  triggeredBy: ({ triggeredBy }) => text(triggeredBy),
  durationMs: ({ durationMs }) => String(durationMs ?? ''),
  actionKeys: ({ actionKeys }) => text(actionKeys.join(', ')),
  requestId: ({ requestId }) => text(requestId),
  environment: ({ environment }) => text(environment),
  attempt: ({ attempt }) => String(attempt),
  warnings: ({ warningCount }) => String(warningCount),
  errors: ({ errorCount }) => String(errorCount),
  seconds: ({ durationMs }) => secondsText(durationMs),
  steps: ({ stepCount }) => String(stepCount),
  reproducibility: ({ reproducibility }) => reproducibility,
};

const isOwn = (key: ColumnKey): key is ColumnId | 'id' => key === 'id' || isColumnId(key);

/** The first line. */
export function csvHeading(columns: readonly ColumnKey[]): string {
  return csvLine(columns.map((key) => (isColumnId(key) ? COLUMN_NAMES[key] : csvText(key))));
}

/** One execution, with the columns that were asked for in their order. */
export function csvRow(
  execution: ExecutionSummary,
  columns: readonly ColumnKey[],
  values: PathValues,
  zone: string,
): string {
  return csvLine(
    columns.map((key) =>
      isOwn(key) ? CELL[key](execution, zone) : pathCell(values[key]?.[execution.id] ?? null),
    ),
  );
}

/** A number is no formula, whatever its sign. */
function pathCell(value: PathValue | null): string {
  if (value === null || value.kind === 'null' || value.kind === 'unread') return '';
  return value.kind === 'number' ? value.text : csvText(value.text);
}
