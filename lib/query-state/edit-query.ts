import type { Bound, Query, Term } from '@/lib/domain/query';
import { closeParenthesis } from './close-parenthesis';
import { cutPlace } from './cut-place';
import { parseQuery } from './parse-query';
import { printTerm } from './print-query';

/**
 * Edits of a query's text, as facets and chips make them. They touch the terms that must all hold and
 * are about one field, and leave everything else exactly as it was typed; fields are in canonical form.
 */
type IsClause = Extract<Term, { kind: 'is' }>;

export function removeTerm(text: string, from: number, to: number): string {
  return cutPlace(text, from, to);
}

/** One more thing that must hold. */
export function addTerm(text: string, term: Term): string {
  if (term.kind === 'and') return term.terms.reduce(addTerm, text);
  const added = printTerm(term);
  const kept = text.trim();
  if (kept === '') return added;
  const { query, problems } = parseQuery(kept);
  // Behind an unclosed quote it would be part of what is quoted.
  const join = (rest: string) => (problems.length > 0 ? `${added} ${rest}` : `${rest} ${added}`);
  const isOneMore = parseQuery(join(kept)).query.length === query.length + 1;
  return join(isOneMore ? kept : closeParenthesis(`(${kept}`));
}

/** The values that rows must have one of, and those that they must not have. */
export function valuesOf(query: Query, field: string): { included: string[]; excluded: string[] } {
  const included = query.flatMap((term) => valuesIn(term, field));
  const excluded = query.flatMap((term) => (term.kind === 'not' ? valuesIn(term.term, field) : []));
  return { included: [...new Set(included)], excluded: [...new Set(excluded)] };
}

/** The value joins those that are asked for, and is excluded no more. */
export function includeValue(text: string, field: string, value: string): string {
  let done = valuesOf(parseQuery(text).query, field).included.includes(value);
  const next = eachOn(text, field, (term) => {
    if (term.kind === 'not') return excluding(term.term, (values) => without(values, value), term);
    if (term.kind !== 'is' || done) return term;
    done = true;
    return { ...term, values: [...term.values, value] };
  });
  return done ? next : addTerm(next, { kind: 'is', field, values: [value] });
}

/** The value joins those that must not be, and is asked for no more. */
export function excludeValue(text: string, field: string, value: string): string {
  let done = valuesOf(parseQuery(text).query, field).excluded.includes(value);
  const next = eachOn(text, field, (term) => {
    if (term.kind === 'is') return withValues(term, without(term.values, value));
    if (term.kind !== 'not' || done) return term;
    return excluding(
      term.term,
      (values) => {
        done = true;
        return [...values, value];
      },
      term,
    );
  });
  if (done) return next;
  return addTerm(next, { kind: 'not', term: { kind: 'is', field, values: [value] } });
}

/** Neither asked for nor excluded. */
export function withoutValue(text: string, field: string, value: string): string {
  return eachOn(text, field, (term) => {
    if (term.kind === 'is') return withValues(term, without(term.values, value));
    if (term.kind !== 'not') return term;
    return excluding(term.term, (values) => without(values, value), term);
  });
}

/** The value alone is all that is asked of the field. */
export function onlyValue(text: string, field: string, value: string): string {
  return replaceField(text, field, () => true, { kind: 'is', field, values: [value] });
}

export function withoutField(text: string, field: string): string {
  return eachOn(text, field, () => null);
}

/** Takes the place of the values and ranges that are asked for; both null: of none. */
export function setRange(text: string, field: string, min: Bound | null, max: Bound | null) {
  const isAsked = (term: Term) => term.kind === 'is' || term.kind === 'range';
  return replaceField(text, field, isAsked, min || max ? { kind: 'range', field, min, max } : null);
}

function replaceField(
  text: string,
  field: string,
  isReplaced: (term: Term) => boolean,
  by: Term | null,
): string {
  let done = by === null;
  const next = eachOn(text, field, (term) => {
    if (!isReplaced(term)) return term;
    if (done) return null;
    done = true;
    return by;
  });
  return by && !done ? addTerm(next, by) : next;
}

/** Changes the terms on a field; null takes one out, the same term leaves its text alone. */
function eachOn(text: string, field: string, change: (term: Term) => Term | null): string {
  const changed = parseQuery(text).terms.flatMap(({ term, from, to }) => {
    const clause = term.kind === 'not' ? term.term : term;
    if (!('field' in clause) || clause.field !== field) return [];
    const next = change(term);
    return next === term ? [] : [{ next, from, to }];
  });
  return changed.reduceRight(
    (left, { next, from, to }) =>
      next === null
        ? cutPlace(left, from, to)
        : left.slice(0, from) + printTerm(next) + apart(left.slice(to)),
    text,
  );
}

/** `(status:failed)more` loses the parentheses that kept the two apart. */
function apart(rest: string): string {
  return /^[^\s)]/.test(rest) ? ` ${rest}` : rest;
}

function valuesIn(term: Term, field: string): readonly string[] {
  return term.kind === 'is' && term.field === field ? term.values : [];
}

function without(values: readonly string[], value: string): readonly string[] {
  return values.includes(value) ? values.filter((one) => one !== value) : values;
}

function withValues(term: IsClause, values: readonly string[]): Term | null {
  if (values === term.values) return term;
  return values.length === 0 ? null : { ...term, values };
}

/** A `not` whose values are changed; of anything else than values, as it was. */
function excluding(
  inner: Term,
  change: (values: readonly string[]) => readonly string[],
  term: Term,
): Term | null {
  if (inner.kind !== 'is') return term;
  const next = withValues(inner, change(inner.values));
  return next === inner ? term : next && { kind: 'not', term: next };
}
