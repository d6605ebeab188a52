import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Query, Term } from '@/lib/domain/query';
import { arbitraryClause, arbitraryQuery, arbitraryQueryText } from '@/lib/testing/arbitrary-query';
import {
  addTerm,
  excludeValue,
  includeValue,
  onlyValue,
  removeTerm,
  setRange,
  valuesOf,
  withoutField,
  withoutValue,
} from './edit-query';
import { parseQuery } from './parse-query';
import { printQuery } from './print-query';

const FIELDS = ['status', 'event', 'ctx["a b"].x'];
const VALUES = ['failed', 'success', 'rejected'];

/** Typed by somebody, with blanks, parentheses and terms on the field that is edited. */
const typed = fc
  .array(
    fc.oneof(
      arbitraryQuery.map(printQuery),
      fc
        .tuple(
          fc.constantFrom('', '-', '  '),
          fc.constantFrom(...FIELDS),
          fc.subarray(VALUES, { minLength: 1 }),
        )
        .map(([mark, field, values]) =>
          `${mark}${field}:"${values.join('",')}"`.replaceAll('",', '","'),
        ),
      fc.constantFrom(
        '((a b))',
        '(status:failed)(event:x)',
        'duration:>1s',
        'x OR (y)',
        'has:event',
      ),
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join('  '))
  .filter((text) => parseQuery(text).problems.length === 0);

const isOn = (field: string) => (term: Term) => {
  const clause = term.kind === 'not' ? term.term : term;
  return 'field' in clause && clause.field === field;
};
const others = (query: Query, field: string) => query.filter((term) => !isOn(field)(term));
const read = (text: string) => {
  expect(parseQuery(text).problems).toEqual([]);
  return parseQuery(text).query;
};
/** The texts of the terms that are not about the field, as they stand. */
const otherTexts = (text: string, field: string) =>
  parseQuery(text)
    .terms.filter(({ term }) => !isOn(field)(term))
    .map(({ from, to }) => text.slice(from, to));

describe('edits of one field', () => {
  const edits: Record<string, (text: string, field: string, value: string) => string> = {
    include: includeValue,
    exclude: excludeValue,
    only: onlyValue,
    withoutValue,
    withoutField,
  };
  test.each(Object.entries(edits))('%s leaves every other term as it was typed', (_, edit) => {
    fc.assert(
      fc.property(
        typed,
        fc.constantFrom(...FIELDS),
        fc.constantFrom(...VALUES),
        (text, field, value) => {
          const edited = edit(text, field, value);
          expect(others(read(edited), field)).toEqual(others(read(text), field));
          expect(otherTexts(edited, field).join('\n')).toContain(
            otherTexts(text, field)
              .filter((one) => one !== text.trim())
              .join('\n'),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  test('do to the values what they say', () => {
    fc.assert(
      fc.property(
        typed,
        fc.constantFrom(...FIELDS),
        fc.constantFrom(...VALUES),
        (text, field, value) => {
          const before = valuesOf(read(text), field);
          const without = (values: string[]) => values.filter((one) => one !== value);
          const changed = (edited: string) => {
            const { included, excluded } = valuesOf(read(edited), field);
            return { included: included.sort(), excluded: excluded.sort() };
          };
          expect(changed(includeValue(text, field, value))).toEqual({
            included: [...without(before.included), value].sort(),
            excluded: without(before.excluded).sort(),
          });
          expect(changed(excludeValue(text, field, value))).toEqual({
            included: without(before.included).sort(),
            excluded: [...without(before.excluded), value].sort(),
          });
          expect(changed(withoutValue(text, field, value))).toEqual({
            included: without(before.included).sort(),
            excluded: without(before.excluded).sort(),
          });
          expect(read(onlyValue(text, field, value)).filter(isOn(field))).toEqual([
            { kind: 'is', field, values: [value] },
          ]);
          expect(read(withoutField(text, field)).filter(isOn(field))).toEqual([]);
        },
      ),
      { numRuns: 100 },
    );
  });

  test('what is included already stays as it was typed', () => {
    const text = '  event:"UPDATE",x   a';
    expect(includeValue(text, 'event', 'UPDATE')).toBe(text);
    expect(excludeValue('-event:x', 'event', 'x')).toBe('-event:x');
    expect(withoutField(text, 'status')).toBe(text);
  });
});

test('a term that is added or removed changes nothing else', () => {
  fc.assert(
    fc.property(typed, arbitraryClause, fc.nat(), (text, clause, n) => {
      expect(read(addTerm(text, clause))).toEqual([...read(text), clause]);
      const { terms } = parseQuery(text);
      const term = terms[n % Math.max(terms.length, 1)];
      if (!term) return;
      const removed = removeTerm(text, term.from, term.to);
      expect(read(removed)).toEqual(terms.filter((one) => one !== term).map((one) => one.term));
    }),
    { numRuns: 100 },
  );
});

test('edits of a text with problems lose nothing of it', () => {
  fc.assert(
    fc.property(arbitraryQueryText, (text) => {
      const added = addTerm(text, { kind: 'is', field: 'status', values: ['failed'] });
      expect(added).toContain(text.trim());
      // No place is safe in a text whose `)` ends more than it began.
      if (parseQuery(text).problems.every(({ message }) => !message.includes('opens'))) {
        expect(valuesOf(parseQuery(added).query, 'status').included).toContain('failed');
      }
      for (const edit of [includeValue, excludeValue, onlyValue, withoutValue, withoutField]) {
        expect(typeof edit(text, 'event', 'x')).toBe('string');
      }
    }),
    { numRuns: 400 },
  );
});

describe('by example', () => {
  const bound = (value: string, inclusive = true) => ({ value, inclusive });
  it.each<[string, string, string]>([
    [
      'includes',
      includeValue('a  status:failed   b', 'status', 'paused'),
      'a  status:failed,paused   b',
    ],
    ['includes in words of its own', includeValue('a', 'event', 'x y'), 'a event:"x y"'],
    ['includes beside alternatives', includeValue('a OR b', 'event', 'x'), '(a OR b) event:x'],
    [
      'includes what was excluded',
      includeValue('-event:x,y a', 'event', 'x'),
      '-event:y a event:x',
    ],
    ['excludes', excludeValue('event:x,y  a', 'event', 'x'), 'event:y  a -event:x'],
    ['excludes one more', excludeValue('-event:x', 'event', 'y'), '-event:x,y'],
    ['asks for one only', onlyValue('event:x a -event:y has:event', 'event', 'z'), 'event:z a'],
    [
      'leaves nested terms alone',
      withoutField('event:x (event:y OR a)', 'event'),
      '(event:y OR a)',
    ],
    ['removes empty parentheses', withoutField('a ((event:x)) b', 'event'), 'a b'],
    ['keeps terms apart', includeValue('(event:x)y', 'event', 'z'), 'event:x,z y'],
    ['adds before an open quote', includeValue('"open', 'event', 'x'), 'event:x "open'],
    [
      'sets a range',
      setRange('a duration:5s b', 'duration', bound('10'), null),
      'a duration:>=10ms b',
    ],
    [
      'sets a half-open range',
      setRange('', 'created', bound('2026-11-01'), bound('2026-11-02', false)),
      'created:2026-11-01..<2026-11-02',
    ],
    ['drops a range', setRange('duration:>5s  a', 'duration', null, null), 'a'],
    [
      'keeps what is excluded',
      setRange('-duration:1s', 'duration', null, bound('5')),
      '-duration:1s duration:<=5ms',
    ],
  ])('%s', (_, edited, expected) => {
    expect(edited).toBe(expected);
  });
});
