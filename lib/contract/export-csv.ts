import type { ColumnKey } from '@/lib/domain/column-layout';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { type ColumnId, isColumnId } from '@/lib/domain/execution-columns';
import type { PathValue, PathValues } from '@/lib/domain/path-value';
import { csvLine, csvText } from '@/lib/format/csv-cell';
import { isoInZone } from '@/lib/format/iso-in-zone';
import { secondsText } from '@/lib/format/seconds-text';

interface CsvColumn {
  /** As the API and the query language spell it. */
  name: string;
  /** A cell, ready to be written: only what we write ourselves is not text. */
  cell: (execution: ExecutionSummary, zone: string) => string;
}

const text = (value: string | null) => csvText(value ?? '');

/** A column of the catalogue without an answer here does not compile. */
const COLUMN: Record<ColumnId, CsvColumn> = {
  createdAt: { name: 'created_at', cell: ({ createdAt }, zone) => isoInZone(createdAt, zone) },
  status: { name: 'status', cell: ({ status }) => status },
  event: { name: 'event', cell: ({ event }) => text(event) },
  target: { name: 'target', cell: ({ target }) => text(target) },
  targetRecordId: { name: 'target_record_id', cell: (one) => text(one.targetRecordId) },
  validationMessage: { name: 'validation_message', cell: (one) => text(one.validationMessage) },
  raisedAction: { name: 'raised_action', cell: (one) => text(one.raisedAction) },
  triggeredBy: { name: 'triggered_by', cell: (one) => text(one.triggeredBy) },
  durationMs: { name: 'duration_ms', cell: ({ durationMs }) => String(durationMs ?? '') },
  actionKeys: { name: 'action_keys', cell: ({ actionKeys }) => text(actionKeys.join(', ')) },
  requestId: { name: 'request_id', cell: ({ requestId }) => text(requestId) },
  environment: { name: 'environment', cell: ({ environment }) => text(environment) },
  attempt: { name: 'attempt', cell: ({ attempt }) => String(attempt) },
  warnings: { name: 'warning_count', cell: ({ warningCount }) => String(warningCount) },
  errors: { name: 'error_count', cell: ({ errorCount }) => String(errorCount) },
  seconds: { name: 'duration_s', cell: ({ durationMs }) => secondsText(durationMs) },
  steps: { name: 'step_count', cell: ({ stepCount }) => String(stepCount) },
  reproducibility: { name: 'reproducibility', cell: ({ reproducibility }) => reproducibility },
};

/** The first line: the id, which every other answer of the API is found by, then the columns. */
export function csvHeading(columns: readonly ColumnKey[]): string {
  const names = columns.map((key) => (isColumnId(key) ? COLUMN[key].name : csvText(key)));
  return csvLine(['id', ...names]);
}

/** One execution, with the columns of the screen in their order. */
export function csvRow(
  execution: ExecutionSummary,
  columns: readonly ColumnKey[],
  values: PathValues,
  zone: string,
): string {
  const cells = columns.map((key) =>
    isColumnId(key)
      ? COLUMN[key].cell(execution, zone)
      : pathCell(values[key]?.[execution.id] ?? null),
  );
  return csvLine([execution.id, ...cells]);
}

/** A number is no formula, whatever its sign. */
function pathCell(value: PathValue | null): string {
  if (value === null || value.kind === 'null' || value.kind === 'unread') return '';
  return value.kind === 'number' ? value.text : csvText(value.text);
}
