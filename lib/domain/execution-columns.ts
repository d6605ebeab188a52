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
  'actionKeys',
  'durationMs',
  'requestId',
  'triggeredBy',
  'environment',
  'attempt',
] as const;

export type ColumnId = (typeof COLUMN_IDS)[number];

export interface ColumnMeaning {
  label: string;
  /** Initial width in CSS pixels. */
  width: number;
  /** Shown before anybody chose columns. */
  initiallyShown: boolean;
}

export const COLUMNS: Record<ColumnId, ColumnMeaning> = {
  createdAt: { label: 'Created at', width: 176, initiallyShown: true },
  status: { label: 'Status', width: 128, initiallyShown: true },
  event: { label: 'Event', width: 82, initiallyShown: true },
  target: { label: 'Target', width: 132, initiallyShown: true },
  targetRecordId: { label: 'Record ID', width: 84, initiallyShown: true },
  validationMessage: { label: 'Validation message', width: 280, initiallyShown: true },
  raisedAction: { label: 'Raised action', width: 140, initiallyShown: true },
  actionKeys: { label: 'Executed action IDs', width: 170, initiallyShown: true },
  durationMs: { label: 'Execution time', width: 112, initiallyShown: true },
  requestId: { label: 'Request ID', width: 120, initiallyShown: true },
  triggeredBy: { label: 'Triggered by', width: 150, initiallyShown: true },
  environment: { label: 'Environment', width: 104, initiallyShown: true },
  attempt: { label: 'Attempt', width: 72, initiallyShown: true },
};

/** Fields whose filter is a set of exact values. */
export const VALUE_FIELDS = [
  'status',
  'event',
  'target',
  'action',
  'triggeredBy',
  'environment',
] as const;

export type ValueField = (typeof VALUE_FIELDS)[number];

export const FIELD_LABELS: Record<ValueField, string> = {
  status: 'Status',
  event: 'Event',
  target: 'Target',
  action: 'Action',
  triggeredBy: 'Triggered by',
  environment: 'Environment',
};
