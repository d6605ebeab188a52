import { type Clause, clausesOf, type Query, requiredClauses, type Term } from '@/lib/domain/query';
import { Prisma } from '../generated/client';
import { allParts, anyPart, FALSE } from './sql-parts';
import { compileDeepClause, type IdRange } from './where-deep';
import { compileRowClause } from './where-fields';
import { searchContains, usesSearchIndex } from './where-search';

type Sql = Prisma.Sql;

interface Context {
  /** Unix ms, for relative times. */
  now: number;
  /** The ids among which is looked, so that child tables are asked for no others. */
  ids?: IdRange | null;
}

/**
 * A query as a condition on `runlens.executions AS e`. What a field does not hold is not matched, and
 * `-` matches exactly what is not matched: nothing is in neither.
 */
export function compileQuery(query: Query, context: Context): Sql {
  return allParts(query.map((term) => compileTerm(term, context)));
}

function compileTerm(term: Term, context: Context): Sql {
  if (term.kind === 'not') return Prisma.sql`(${compileTerm(term.term, context)}) IS NOT TRUE`;
  if (term.kind === 'and') return allParts(term.terms.map((one) => compileTerm(one, context)));
  if (term.kind === 'or') return anyPart(term.terms.map((one) => compileTerm(one, context)));
  return compileClause(term, context);
}

function compileClause(clause: Clause, { now, ids = null }: Context): Sql {
  const storable = withoutNul(clause);
  if (storable === null) return FALSE;
  if (storable.kind === 'text') return searchContains(storable.text);
  const sql = compileRowClause(storable, now) ?? compileDeepClause(storable, ids);
  if (sql === null) throw new Error(`there is no field ${storable.field}`);
  return sql;
}

/** No text in PostgreSQL holds NUL, and a statement that names it fails. Null: nothing is left to match. */
function withoutNul(clause: Clause): Clause | null {
  if (clause.kind === 'text') return clause.text.includes('\0') ? null : clause;
  if (clause.kind !== 'is') return clause;
  const values = clause.values.filter((value) => !value.includes('\0'));
  return values.length === 0 ? null : { ...clause, values };
}

/** Row fields without an index of their own. */
const NOT_INDEXED = new Set(['language', 'created']);

/**
 * How a list of a query is read: `wide` where an index leads to the matches; `days` where rows are
 * read, and `hours` where payloads, steps or entries are, in steps that follow the time they take.
 */
export type Pace = 'wide' | 'days' | 'hours';

export function paceOf(query: Query): Pace {
  const required = requiredClauses(query);
  const fields = clausesOf(query).map((clause) => ('field' in clause ? clause.field : ''));
  if (fields.some((field) => /^(ctx|attr|entry|step)\b/.test(field))) return 'hours';
  const isTime = (clause: Clause) => 'field' in clause && clause.field === 'created';
  if (query.every((term) => required.some((clause) => clause === term && isTime(clause)))) {
    return 'wide';
  }
  return required.some(isIndexed) ? 'wide' : 'days';
}

function isIndexed(clause: Clause): boolean {
  if (clause.kind === 'text') return usesSearchIndex(clause.text);
  if (clause.kind === 'has' || NOT_INDEXED.has(clause.field)) return false;
  if (clause.field !== 'validation_message') return true;
  return clause.kind === 'is' && clause.values.every(usesSearchIndex);
}

/** Whether a match must have one of some actions: their index is asked in a way of its own. */
export function readsActions(query: Query): boolean {
  return requiredClauses(query).some((clause) => clause.kind === 'is' && clause.field === 'action');
}
