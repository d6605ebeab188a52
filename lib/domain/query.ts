/**
 * A search as a tree. The search bar, the URL, the filters and the API's `q` all mean one of these;
 * its text is in query-state. Every term of the list must hold; an empty list lists everything.
 */
export type Query = readonly Term[];

/**
 * Canonical form, which the parser gives and the printer takes: an `and` is never directly inside
 * another `and` or the root, an `or` never directly inside another `or`, both hold two terms or more.
 */
export type Term =
  | Clause
  | { kind: 'not'; term: Term }
  | { kind: 'and'; terms: readonly Term[] }
  | { kind: 'or'; terms: readonly Term[] };

/**
 * One thing that must hold. `field` is a name of the catalogue (query-fields.ts) or a path such as
 * `ctx.lines[].sku`, in its canonical spelling.
 */
export type Clause =
  /** Bare text: occurs, in any case, in what quick search looks in. */
  | { kind: 'text'; text: string }
  /** Is one of the values; for text fields: contains one of them. Never empty. */
  | { kind: 'is'; field: string; values: readonly string[] }
  /** Of numbers, durations and times. At least one bound. */
  | { kind: 'range'; field: string; min: Bound | null; max: Bound | null }
  | { kind: 'has'; field: string };

/** `value` in the field's canonical spelling: `500` (a duration in ms), `2026-11-01`, `-2h`. */
export interface Bound {
  value: string;
  inclusive: boolean;
}

/** Every clause of a query, wherever it stands. */
export function clausesOf(query: Query): Clause[] {
  return query.flatMap((term) => {
    if (term.kind === 'not') return clausesOf([term.term]);
    if (term.kind === 'and' || term.kind === 'or') return clausesOf(term.terms);
    return [term];
  });
}

/** The clauses that every match must satisfy: what an index may be asked for. */
export function requiredClauses(query: Query): Clause[] {
  return query.filter(
    (term): term is Clause => term.kind !== 'not' && term.kind !== 'and' && term.kind !== 'or',
  );
}
