import type { Query, Term } from './query';
import { STATUSES, type Status } from './status';

/** The field that a term of the query is about, when it is about one alone. */
function fieldOf(term: Term): string | null {
  const clause = term.kind === 'not' ? term.term : term;
  return 'field' in clause ? clause.field : null;
}

/** What is left when nothing is asked of a field, so that its other values can be counted. */
export function withoutField(query: Query, field: string): Query {
  return query.filter((term) => fieldOf(term) !== field);
}

/** What is left when the range of time already holds what is asked of `created`: see narrowedRange. */
export function withoutCreatedRanges(query: Query): Query {
  return query.filter((term) => term.kind !== 'range' || term.field !== 'created');
}

/** Whether something is asked of a field that `withoutField` would leave out. */
export function asksOf(query: Query, field: string): boolean {
  return query.some((term) => fieldOf(term) === field);
}

/** The fields of which something is asked that `withoutField` would leave out, each once. */
export function fieldsAsked(query: Query): string[] {
  return [...new Set(query.map(fieldOf))].filter((field) => field !== null);
}

/** The statuses that match, when the query asks for nothing else; null when it does. */
export function statusesOf(query: Query): readonly Status[] | null {
  let left: readonly Status[] = STATUSES;
  for (const term of query) {
    const clause = term.kind === 'not' ? term.term : term;
    if (clause.kind !== 'is' || clause.field !== 'status') return null;
    const isNamed = (status: Status) => clause.values.includes(status);
    left = left.filter((status) => isNamed(status) === (term.kind !== 'not'));
  }
  return left;
}

/** The values of a field that are asked for or excluded: a list of values names them in any case. */
export function valuesAsked(query: Query, field: string): readonly string[] {
  return query.flatMap((term) => {
    const clause = term.kind === 'not' ? term.term : term;
    return clause.kind === 'is' && clause.field === field ? clause.values : [];
  });
}
