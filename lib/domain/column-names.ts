import type { ColumnId } from './execution-columns';

/** The columns as the API and the query language spell them: the heading of CSV. */
export const COLUMN_NAMES: Record<ColumnId, string> = {
  createdAt: 'created_at',
  status: 'status',
  event: 'event',
  target: 'target',
  targetRecordId: 'target_record_id',
  validationMessage: 'validation_message',
  raisedAction: 'raised_action',
  triggeredBy: 'triggered_by',
  durationMs: 'duration_ms',
  actionKeys: 'action_keys',
  requestId: 'request_id',
  environment: 'environment',
  attempt: 'attempt',
  warnings: 'warning_count',
  errors: 'error_count',
  reproducibility: 'reproducibility',
  seconds: 'duration_s',
  steps: 'step_count',
};
