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
export type FieldPlace = 'row' | 'payload' | 'steps' | 'entries';

export interface FieldMeaning {
  type: FieldType;
  place: FieldPlace;
  label: string;
  /** Of an enum. */
  values?: readonly string[];
  /** For the bar's completion: what it is, in a few words. */
  hint: string;
}

/** The fields of the query language, in the spelling of the wire. */
export const FIELDS = {
  status: { type: 'enum', place: 'row', label: 'Status', values: STATUSES, hint: 'how it stands' },
  event: { type: 'keyword', place: 'row', label: 'Event', hint: 'what triggered it' },
  target: { type: 'keyword', place: 'row', label: 'Target', hint: 'on what' },
  target_record_id: { type: 'keyword', place: 'row', label: 'Record ID', hint: 'on which record' },
  action: {
    type: 'keyword',
    place: 'row',
    label: 'Action',
    hint: 'an executed action, by its key',
  },
  raised_action: {
    type: 'keyword',
    place: 'row',
    label: 'Raised action',
    hint: 'the action that raised',
  },
  validation_message: {
    type: 'text',
    place: 'row',
    label: 'Validation message',
    hint: 'what was raised',
  },
  triggered_by: { type: 'keyword', place: 'row', label: 'Triggered by', hint: 'who' },
  environment: {
    type: 'keyword',
    place: 'row',
    label: 'Environment',
    hint: 'production, staging …',
  },
  reproducibility: {
    type: 'enum',
    place: 'row',
    label: 'Reproducibility',
    values: VERDICTS,
    hint: 'whether a rerun gave the same',
  },
  id: { type: 'keyword', place: 'row', label: 'ID', hint: 'of Runlens or the producer' },
  request_id: { type: 'keyword', place: 'row', label: 'Request ID', hint: 'on the error toast' },
  created: {
    type: 'time',
    place: 'row',
    label: 'Created at',
    hint: 'created:-2h, created:2026-11-01..',
  },
  duration: { type: 'duration', place: 'row', label: 'Execution time', hint: 'duration:>500ms' },
  attempt: { type: 'number', place: 'row', label: 'Attempt', hint: '1 is the first run' },
  language: { type: 'keyword', place: 'row', label: 'Language', hint: 'of the code' },
  code: { type: 'keyword', place: 'row', label: 'Code version', hint: 'start of its sha256' },
  warnings: { type: 'number', place: 'row', label: 'Warnings', hint: 'log entries of that level' },
  errors: { type: 'number', place: 'row', label: 'Errors', hint: 'log entries of that level' },
  error_group: {
    type: 'keyword',
    place: 'row',
    label: 'Error group',
    hint: 'failures of one kind',
  },
  entry: { type: 'text', place: 'entries', label: 'Log entry', hint: 'text of a log entry' },
  'entry.level': {
    type: 'enum',
    place: 'entries',
    label: 'Entry level',
    values: LEVELS,
    hint: 'of a log entry',
  },
  'entry.event': {
    type: 'keyword',
    place: 'entries',
    label: 'Entry event',
    hint: 'of a log entry',
  },
  step: { type: 'text', place: 'steps', label: 'Step', hint: 'name of a step' },
  'step.connector': {
    type: 'keyword',
    place: 'steps',
    label: 'Step connector',
    hint: 'http, email …',
  },
  'step.status': {
    type: 'enum',
    place: 'steps',
    label: 'Step status',
    values: STEP_STATUSES,
    hint: 'of a step',
  },
  'step.duration': {
    type: 'duration',
    place: 'steps',
    label: 'Step time',
    hint: 'step.duration:>1s',
  },
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

/** What a field of a clause means; null when there is no such field. */
export function meaningOf(field: string): FieldMeaning | null {
  if (isFieldName(field)) return FIELDS[field];
  const path = parsePathField(field);
  if (!path) return null;
  const what = path.root === 'ctx' ? 'context' : 'attributes';
  return { type: 'json', place: 'payload', label: field, hint: `a value of the ${what}` };
}
