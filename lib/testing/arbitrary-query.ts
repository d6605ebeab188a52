import fc from 'fast-check';
import { printJsonPath } from '@/lib/domain/json-path';
import { MAX_QUERY_CLAUSES } from '@/lib/domain/limits';
import { type Bound, type Clause, clausesOf, type Query, type Term } from '@/lib/domain/query';
import { FIELD_NAMES, FIELDS, type FieldType, meaningOf } from '@/lib/domain/query-fields';

const NASTY = ['a"b', 'a,b', '\\', 'C:\\new', '\\"', 'ä ö', '🦜', 'a\nb', '\u0000', '\ud800', 'OR'];
const NASTIER = [
  'AND',
  '-x',
  '--',
  '(',
  ')',
  '(a)',
  'a:b',
  'status:failed',
  '..',
  'a..b',
  '>5',
  '1',
];
const LAST = [
  '\u2028',
  '\u202eevil',
  '\\u{a}',
  'ctx.a:1',
  ' ',
  ' a ',
  "'",
  '10:30',
  'null',
  '-2h',
  '*',
  '%_',
  'ab',
];

const word = fc.oneof(
  fc.constantFrom(...NASTY, ...NASTIER, ...LAST),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }),
  fc.string({ minLength: 1, maxLength: 8 }),
);

const path = fc
  .array(
    fc.oneof(
      fc.oneof(word, fc.constantFrom('part', 'id', 'sku', '')).map((key) => ({ key })),
      fc.nat(1_000).map((index) => ({ index })),
      fc.constant({ any: true as const }),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map(printJsonPath);

const field = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...FIELD_NAMES) },
  fc.tuple(fc.constantFrom('ctx', 'attr'), path).map(([root, steps]) => root + steps),
);

const decimal = fc
  .tuple(fc.integer({ min: -1e6, max: 1e6 }), fc.integer({ min: 0, max: 999 }))
  .map(([whole, thousandths]) => String(Number(`${whole}.${thousandths}`)));
const time = fc.oneof(
  fc.constantFrom('2026-11-01', '2026-11-01T10:30', '2026-11-01T10:30:05.25+02:00'),
  fc
    .date({ min: new Date(0), max: new Date('2040-01-01'), noInvalidDate: true })
    .map((date) => date.toISOString()),
);
const relative = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom('m', 'h', 'd', 'w'))
  .map(([n, unit]) => `-${n}${unit}`);

/** Values in canonical form, in rising order where the type has one. */
function values(name: string): fc.Arbitrary<string> {
  const meaning = meaningOf(name);
  const of: Record<FieldType, fc.Arbitrary<string>> = {
    enum: fc.constantFrom(...(meaning?.values ?? [''])),
    keyword: fc.oneof(word, fc.constant('')),
    json: fc.oneof(word, decimal, fc.constant('')),
    text: word,
    number: decimal,
    duration: decimal.map((text) => text.replace('-', '')),
    time,
  };
  return of[meaning?.type ?? 'keyword'];
}

function bounds(name: string): fc.Arbitrary<Clause> {
  const type = meaningOf(name)?.type ?? 'number';
  const value = type === 'json' ? decimal : values(name);
  const order = (text: string) => (type === 'time' ? Date.parse(text) : Number(text));
  const bound = (of: fc.Arbitrary<string>): fc.Arbitrary<Bound> =>
    fc.record({ value: of, inclusive: fc.boolean() });
  const one = bound(type === 'time' ? fc.oneof(value, relative) : value);
  const open = fc
    .tuple(one, fc.boolean())
    .map(([end, isMin]) => (isMin ? { min: end, max: null } : { min: null, max: end }));
  const both = fc
    .tuple(bound(value), bound(value))
    .filter(([a, b]) => Math.abs(order(a.value) - order(b.value)) > (type === 'time' ? 2e8 : 0))
    .map(([a, b]) => (order(a.value) < order(b.value) ? { min: a, max: b } : { min: b, max: a }));
  const since = fc.record({ min: bound(relative), max: bound(value) });
  const ends = type === 'time' ? fc.oneof(open, both, since) : fc.oneof(open, both);
  return ends.map((range) => ({ kind: 'range', field: name, ...range }));
}

/** Any clause of any field, with every operator that the field has. */
export const arbitraryClause: fc.Arbitrary<Clause> = fc.oneof(
  word.map((text): Clause => ({ kind: 'text', text })),
  field.map((name): Clause => ({ kind: 'has', field: name })),
  field.chain((name) =>
    fc
      .array(values(name), { minLength: 1, maxLength: 3 })
      .map((all): Clause => ({ kind: 'is', field: name, values: all })),
  ),
  field.filter((name) => isOrdered(name)).chain(bounds),
);

function isOrdered(name: string): boolean {
  return ['number', 'duration', 'time', 'json'].includes(meaningOf(name)?.type ?? '');
}

/** In canonical form: no `and` in an `and`, no `or` in an `or`. */
function terms(depth: number): Record<'clause' | 'not' | 'or' | 'and', fc.Arbitrary<Term>> {
  const clause: fc.Arbitrary<Term> = arbitraryClause;
  if (depth === 0) return { clause, not: clause, or: clause, and: clause };
  const inner = terms(depth - 1);
  const several = (...of: fc.Arbitrary<Term>[]) =>
    fc.array(fc.oneof(clause, inner.not, ...of), { minLength: 2, maxLength: 3 });
  return {
    clause,
    not: fc.oneof(...Object.values(inner)).map((term) => ({ kind: 'not', term })),
    or: several(inner.and.filter((term) => term.kind !== 'or')).map((of) => ({
      kind: 'or',
      terms: of,
    })),
    and: several(inner.or.filter((term) => term.kind !== 'and')).map((of) => ({
      kind: 'and',
      terms: of,
    })),
  };
}

const root = terms(3);

/** Canonical queries, nested, within the limits. */
export const arbitraryQuery: fc.Arbitrary<Query> = fc
  .array(fc.oneof(root.clause, root.not, root.or), { maxLength: 4 })
  .filter((query) => clausesOf(query).length <= MAX_QUERY_CLAUSES);

const PIECES = [
  '(',
  ')',
  '"',
  '\\',
  ',',
  ':',
  ' ',
  '-',
  '..',
  '>',
  '<=',
  ' OR ',
  'ctx',
  '[]',
  '["',
  'has:',
];

/** Text made of the language's own pieces, so that most of it is nearly right. */
export const arbitraryQueryText: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(
      fc.oneof(
        fc.constantFrom(...PIECES),
        fc.constantFrom('status:failed', 'event:', 'duration:>500ms', 'created:-2h', '.part.id'),
        fc.constantFrom(...Object.keys(FIELDS)).map((name) => `${name}:`),
        word,
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 30 }),
);
