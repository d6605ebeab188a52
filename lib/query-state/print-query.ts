import type { Bound, Clause, Query, Term } from '@/lib/domain/query';
import { type FieldType, meaningOf } from '@/lib/domain/query-fields';
import { isRelative } from './clause-range';
import { quoteText } from './quote-text';

const BARE_TEXT = /^[\p{L}\p{N}_@/#][\p{L}\p{N}_@/#+.$-]*$/u;
const BARE_VALUE = /^[\p{L}\p{N}_@/#+.:$-]+$/u;
/** Words that the language keeps for itself. */
const KEPT = ['OR', 'AND', 'NOT'];

/** The text of a query; `parseQuery` reads the same query from it. */
export function printQuery(query: Query): string {
  const [only] = query;
  if (query.length === 1 && only?.kind === 'or') return printAlternatives(only.terms);
  return query.map(printTerm).join(' ');
}

/** A term as it stands among others. */
export function printTerm(term: Term): string {
  switch (term.kind) {
    case 'and':
      return term.terms.map(printTerm).join(' ');
    case 'or':
      return `(${printAlternatives(term.terms)})`;
    case 'not': {
      const text = printTerm(term.term);
      const isGroup = term.term.kind === 'and' || term.term.kind === 'not';
      return isGroup ? `-(${text})` : `-${text}`;
    }
    default:
      return printClause(term);
  }
}

function printAlternatives(terms: readonly Term[]): string {
  return terms.map(printTerm).join(' OR ');
}

function printClause(clause: Clause): string {
  if (clause.kind === 'text') {
    const isBare = BARE_TEXT.test(clause.text) && !KEPT.includes(clause.text);
    return isBare ? clause.text : quoteText(clause.text);
  }
  if (clause.kind === 'has') return `has:${clause.field}`;
  const meaning = meaningOf(clause.field);
  const type = meaning?.type ?? 'keyword';
  if (clause.kind === 'is') {
    return `${clause.field}:${clause.values.map((value) => printValue(type, value)).join(',')}`;
  }
  const { min, max } = clause;
  if (min && !max && min.inclusive && meaning && isRelative(meaning, min.value)) {
    return `${clause.field}:${min.value}`;
  }
  return `${clause.field}:${printRange(type, min, max)}`;
}

function printRange(type: FieldType, min: Bound | null, max: Bound | null): string {
  const [from, to] = [min && printValue(type, min.value), max && printValue(type, max.value)];
  if (min && max) return `${min.inclusive ? '' : '>'}${from}..${max.inclusive ? '' : '<'}${to}`;
  return min ? `>${min.inclusive ? '=' : ''}${from}` : `<${max?.inclusive ? '=' : ''}${to}`;
}

/** A value of a field as it stands in a clause. */
export function printFieldValue(field: string, value: string): string {
  return printValue(meaningOf(field)?.type ?? 'keyword', value);
}

function printValue(type: FieldType, value: string): string {
  if (type === 'duration') return `${value}ms`;
  return BARE_VALUE.test(value) && !value.includes('..') ? value : quoteText(value);
}
