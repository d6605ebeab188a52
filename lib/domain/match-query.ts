import { rangeMsOf } from './created-range';
import { timeOfId } from './execution-id';
import { comparedAt, numbersAt, scalarIs, valuesAt } from './match-json';
import type { MatchableDepth, MatchableRow } from './matchable';
import { type Bound, type Clause, clausesOf, type Query, type Term } from './query';
import {
  type FieldName,
  type FieldType,
  isFieldName,
  meaningOf,
  parsePathField,
} from './query-fields';
import { timeIntervalMs } from './time-range';

/** An execution that is asked; without a depth only queries over list rows can be. */
interface Subject {
  row: MatchableRow;
  depth: MatchableDepth | null;
}

type Predicate = (subject: Subject) => boolean;
type FieldClause = Exclude<Clause, { kind: 'text' }>;
type Held = string | number | null;

/** Whether a query asks for what is not in the list row. */
export function isDeep(query: Query): boolean {
  return clausesOf(query).some(
    (clause) => clause.kind !== 'text' && meaningOf(clause.field)?.place !== 'row',
  );
}

/**
 * The meaning of a query, in memory: what SQL answers must be the same. The predicate is made once
 * and asked of many rows. It throws when a deep query is asked of a row without its depth.
 *
 * @param now Unix ms, for relative times
 */
export function predicateOf(
  query: Query,
  now: number,
): (row: MatchableRow, depth?: MatchableDepth | null) => boolean {
  const predicates = query.map((term) => ofTerm(term, now));
  return (row, depth = null) => predicates.every((holds) => holds({ row, depth }));
}

function ofTerm(term: Term, now: number): Predicate {
  if (term.kind === 'not') {
    const inner = ofTerm(term.term, now);
    return (subject) => !inner(subject);
  }
  if (term.kind === 'and' || term.kind === 'or') {
    const parts = term.terms.map((one) => ofTerm(one, now));
    if (term.kind === 'and') return (subject) => parts.every((holds) => holds(subject));
    return (subject) => parts.some((holds) => holds(subject));
  }
  if (term.kind === 'text') {
    const text = term.text.toLowerCase();
    return ({ row }) => row.search.includes(text);
  }
  return isFieldName(term.field) ? ofField(term, term.field, now) : ofPath(term);
}

function ofField(clause: FieldClause, name: FieldName, now: number): Predicate {
  const holds = HOLDS[name];
  if (clause.kind === 'has') {
    return HAS[name] ?? ((subject) => [holds(subject)].flat().some((one) => one !== null));
  }
  const satisfies = comparison(clause, meaningOf(name)?.type ?? 'keyword', now);
  return (subject) => {
    const held = holds(subject);
    if (!Array.isArray(held)) return held !== null && satisfies(held as Held & {}, subject);
    return held.some((one) => one !== null && satisfies(one, subject));
  };
}

type Comparison = (held: string | number, subject: Subject) => boolean;

function comparison(
  clause: Extract<FieldClause, { kind: 'is' | 'range' }>,
  type: FieldType,
  now: number,
): Comparison {
  if (clause.kind === 'range') {
    if (type !== 'time') return within(clause);
    const { sinceMs, untilMs } = rangeMsOf(clause, now);
    return (ms) =>
      (sinceMs === null || Number(ms) >= sinceMs) && (untilMs === null || Number(ms) < untilMs);
  }
  const any = clause.values.map((value) => ofValue(clause.field, value, type, now));
  return (held, subject) => any.some((satisfies) => satisfies(held, subject));
}

function ofValue(field: string, value: string, type: FieldType, now: number): Comparison {
  if (type === 'time') {
    const interval = timeIntervalMs(value, now);
    return (ms) =>
      interval !== null && interval.startMs <= Number(ms) && Number(ms) < interval.endMs;
  }
  if (type === 'number' || type === 'duration') {
    const number = Number(value);
    return (held) => held === number;
  }
  if (field === 'code') {
    return (held) => /^[0-9a-f]+$/.test(value) && String(held).startsWith(value);
  }
  if (type !== 'text') return (held) => held === value;
  const text = value.toLowerCase();
  const contains: Comparison = (held) => String(held).toLowerCase().includes(text);
  if (field !== 'validation_message') return contains;
  // What quick search has cut is not found by this either: both ask the same index.
  return (held, subject) => subject.row.search.includes(text) && contains(held, subject);
}

function within({ min, max }: { min: Bound | null; max: Bound | null }): Comparison {
  const [low, high] = [Number(min?.value), Number(max?.value)];
  return (held) => {
    const value = Number(held);
    const isAbove = min === null || value > low || (min.inclusive && value === low);
    return isAbove && (max === null || value < high || (max.inclusive && value === high));
  };
}

function ofPath(clause: FieldClause): Predicate {
  const field = parsePathField(clause.field);
  if (!field) throw new Error(`there is no field ${clause.field}`);
  const { path } = field;
  const rootOf = (subject: Subject) =>
    field.root === 'ctx' ? deep(subject).context : deep(subject).attributes;
  if (clause.kind === 'has') return (subject) => valuesAt(rootOf(subject), path).length > 0;
  if (clause.kind === 'range') {
    const satisfies = within(clause);
    return (subject) => numbersAt(rootOf(subject), path).some((one) => satisfies(one, subject));
  }
  const any = clause.values.map(scalarIs);
  return (subject) =>
    comparedAt(rootOf(subject), path).some((one) => any.some((satisfies) => satisfies(one)));
}

function deep({ depth }: Subject): MatchableDepth {
  if (depth === null) throw new Error('a deep query was asked of a list row');
  return depth;
}

/** What an execution holds of a field. Times are Unix ms. */
const HOLDS: Record<FieldName, (subject: Subject) => Held | readonly Held[]> = {
  status: ({ row }) => row.status,
  event: ({ row }) => row.event,
  target: ({ row }) => row.target,
  target_record_id: ({ row }) => row.targetRecordId,
  action: ({ row }) => row.actionKeys,
  raised_action: ({ row }) => row.raisedAction,
  validation_message: ({ row }) => row.validationMessage,
  triggered_by: ({ row }) => row.triggeredBy,
  environment: ({ row }) => row.environment,
  reproducibility: ({ row }) => row.reproducibility,
  id: ({ row }) => [row.id, row.externalId],
  request_id: ({ row }) => row.requestId,
  created: ({ row }) => timeOfId(row.id),
  duration: ({ row }) => row.durationMs,
  attempt: ({ row }) => row.attempt,
  language: ({ row }) => row.language,
  code: ({ row }) => row.codeSha256,
  warnings: ({ row }) => row.warningCount,
  errors: ({ row }) => row.errorCount,
  error_group: ({ row }) => row.errorGroup,
  entry: (subject) => deep(subject).entries.map(({ message }) => message),
  'entry.level': (subject) => deep(subject).entries.map(({ level }) => level),
  'entry.event': (subject) => deep(subject).entries.map(({ event }) => event),
  step: (subject) => deep(subject).steps.map(({ name }) => name),
  'step.connector': (subject) => deep(subject).steps.map(({ connector }) => connector),
  'step.status': (subject) => deep(subject).steps.map(({ status }) => status),
  'step.duration': (subject) => deep(subject).steps.map(({ durationMs }) => durationMs),
};

/** Where having something means more than holding a value. */
const HAS: Partial<Record<FieldName, Predicate>> = {
  warnings: ({ row }) => row.warningCount > 0,
  errors: ({ row }) => row.errorCount > 0,
  reproducibility: ({ row }) => !['not_tried', 'not_recorded'].includes(row.reproducibility),
  entry: (subject) => deep(subject).entries.length > 0,
  step: (subject) => deep(subject).steps.length > 0,
};
