/**
 * The column catalogue: what each column of an execution means. URL, SQL and cells are maps over
 * these ids, so a new column makes each of them fail to compile until it answers.
 */
export const COLUMN_IDS = [
  'createdAt',
  'status',
  'event',
  'target',
  'targetRecordId',
  'validationMessage',
  'raisedAction',
  'triggeredBy',
  'durationMs',
  'actionKeys',
  'requestId',
  'environment',
  'attempt',
  'warnings',
  'errors',
  'reproducibility',
  'seconds',
  'steps',
] as const;

export type ColumnId = (typeof COLUMN_IDS)[number];

export interface ColumnMeaning {
  label: string;
  /** Initial width in CSS pixels. */
  width: number;
  /** Not shown until somebody asks for it. */
  isExtra?: true;
}

export const COLUMNS: Record<ColumnId, ColumnMeaning> = {
  createdAt: { label: 'Created at', width: 160 },
  status: { label: 'Status', width: 138 },
  event: { label: 'Event', width: 76 },
  target: { label: 'Target', width: 122 },
  targetRecordId: { label: 'Record ID', width: 76 },
  validationMessage: { label: 'Validation message', width: 242 },
  raisedAction: { label: 'Raised action', width: 126 },
  triggeredBy: { label: 'Triggered by', width: 134 },
  durationMs: { label: 'Execution time', width: 106 },
  actionKeys: { label: 'Executed action IDs', width: 170 },
  requestId: { label: 'Request ID', width: 120 },
  environment: { label: 'Environment', width: 104 },
  attempt: { label: 'Attempt', width: 72 },
  warnings: { label: 'Warnings', width: 76 },
  errors: { label: 'Errors', width: 64 },
  reproducibility: { label: 'Reproducibility', width: 118 },
  seconds: { label: 'Seconds', width: 80, isExtra: true },
  steps: { label: 'Steps', width: 64, isExtra: true },
};

export function isColumnId(key: string): key is ColumnId {
  return Object.hasOwn(COLUMNS, key);
}
