import { type JsonPath, parseJsonPath, printJsonPath } from './json-path';
import { LEVELS } from './level';
import { STATUSES } from './status';
import { STEP_STATUSES } from './step-status';
import { VERDICTS } from './verdict';

/**
 * What a field's values are, which decides its operators:
 * keyword: exact values, as sent; enum: a closed list; text: contains, in any case; number; duration:
 * milliseconds; time: created_at and the like; json: any value at a path.
 */
export type FieldType = 'keyword' | 'enum' | 'text' | 'number' | 'duration' | 'time' | 'json';

/** Where the answer is: in the list row, or deeper, where no index reaches and a search reads. */
type FieldPlace = 'row' | 'payload' | 'steps' | 'entries';

export interface FieldMeaning {
  type: FieldType;
  place: FieldPlace;
  label: string;
  /** Of an enum. */
  values?: readonly string[];
}

/** The fields of the query language, in the spelling of the wire. */
export const FIELDS = {
  status: { type: 'enum', place: 'row', label: 'Status', values: STATUSES },
  event: { type: 'keyword', place: 'row', label: 'Event' },
  target: { type: 'keyword', place: 'row', label: 'Target' },
  target_record_id: { type: 'keyword', place: 'row', label: 'Record ID' },
  action: { type: 'keyword', place: 'row', label: 'Action' },
  raised_action: { type: 'keyword', place: 'row', label: 'Raised action' },
  validation_message: { type: 'text', place: 'row', label: 'Validation message' },
  triggered_by: { type: 'keyword', place: 'row', label: 'Triggered by' },
  environment: { type: 'keyword', place: 'row', label: 'Environment' },
  reproducibility: { type: 'enum', place: 'row', label: 'Reproducibility', values: VERDICTS },
  id: { type: 'keyword', place: 'row', label: 'ID' },
  request_id: { type: 'keyword', place: 'row', label: 'Request ID' },
  created: { type: 'time', place: 'row', label: 'Created at' },
  duration: { type: 'duration', place: 'row', label: 'Execution time' },
  attempt: { type: 'number', place: 'row', label: 'Attempt' },
  language: { type: 'keyword', place: 'row', label: 'Language' },
  code: { type: 'keyword', place: 'row', label: 'Code version' },
  warnings: { type: 'number', place: 'row', label: 'Warnings' },
  errors: { type: 'number', place: 'row', label: 'Errors' },
  error_group: { type: 'keyword', place: 'row', label: 'Error group' },
  entry: { type: 'text', place: 'entries', label: 'Log entry' },
  'entry.level': { type: 'enum', place: 'entries', label: 'Entry level', values: LEVELS },
  'entry.event': { type: 'keyword', place: 'entries', label: 'Entry event' },
  step: { type: 'text', place: 'steps', label: 'Step' },
  'step.connector': { type: 'keyword', place: 'steps', label: 'Step connector' },
  'step.status': { type: 'enum', place: 'steps', label: 'Step status', values: STEP_STATUSES },
  'step.duration': { type: 'duration', place: 'steps', label: 'Step time' },
} as const satisfies Record<string, FieldMeaning>;

/** The fields whose values a person picks from a list with counts. */
export const FACET_FIELDS = [
  'status',
  'event',
  'target',
  'action',
  'triggered_by',
  'environment',
  'reproducibility',
] as const satisfies readonly (keyof typeof FIELDS)[];

export type FacetField = (typeof FACET_FIELDS)[number];

export type FieldName = keyof typeof FIELDS;

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

/** Roots of JSON paths: the context and the attributes. */
export const PATH_ROOTS = ['ctx', 'attr'] as const;

export type PathRoot = (typeof PATH_ROOTS)[number];

export interface PathField {
  root: PathRoot;
  path: JsonPath;
}

export function isFieldName(field: string): field is FieldName {
  return Object.hasOwn(FIELDS, field);
}

/** `ctx.part.id`, `attr["a b"]`, `ctx[]`; null for anything else. */
export function parsePathField(field: string): PathField | null {
  const root = PATH_ROOTS.find((one) => field.startsWith(one));
  if (!root) return null;
  const path = parseJsonPath(field.slice(root.length));
  return path && path.length > 0 ? { root, path } : null;
}

export function printPathField({ root, path }: PathField): string {
  return root + printJsonPath(path);
}

/** Whether the filters show it: with its values, as a range, or as a path that can be one of them. */
export function isFacetField(field: string): boolean {
  return (
    field === 'duration' ||
    FACET_FIELDS.some((name) => name === field) ||
    parsePathField(field) !== null
  );
}

/** What a field of a clause means; null when there is no such field. */
export function meaningOf(field: string): FieldMeaning | null {
  if (isFieldName(field)) return FIELDS[field];
  const path = parsePathField(field);
  if (!path) return null;
  return { type: 'json', place: 'payload', label: field };
}
