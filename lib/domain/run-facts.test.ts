import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { printJsonPath } from './json-path';
import { addField, addJson, emptyFacts, MAX_RUN_PATHS } from './run-facts';

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** The same by building the values. */
function plainPaths(value: Json, path: string, into: Map<string, Set<string>>): void {
  if (path !== 'ctx' && !into.has(path)) into.set(path, new Set());
  if (Array.isArray(value)) for (const one of value) plainPaths(one, `${path}[]`, into);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) {
      plainPaths(one, path + printJsonPath([{ key }]), into);
    }
  } else if (path !== 'ctx') into.get(path)?.add(String(value));
}

const SMALL = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<Json>(null, true, false, 0, 1, -5, 2.5, 1e300, '', 'a', 'a "b"', 'ä\\n', '34'),
    fc.array(tie('json'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom('a', 'b c', 'größe', '"', 'x\\y', ''), tie('json'), {
      maxKeys: 4,
    }),
  ),
})).json;

const pathsOf = (text: string) => {
  const facts = emptyFacts();
  addJson(facts, 'ctx', text);
  return facts;
};

describe('the facts of a run', () => {
  it('are those of its context, however it is written', () => {
    fc.assert(
      fc.property(SMALL, fc.constantFrom(0, 1, '\t'), (value, indent) => {
        const plain = new Map<string, Set<string>>();
        plainPaths(value, 'ctx', plain);
        const { paths, isCut } = pathsOf(JSON.stringify(value, null, indent));
        expect(isCut).toBe(false);
        expect([...paths.keys()]).toEqual([...plain.keys()]);
        for (const [path, { values }] of paths) {
          expect(new Set(values)).toEqual(plain.get(path));
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keep the digits of large numbers, and one spelling of small ones', () => {
    const { paths } = pathsOf(
      '{"a": [12345678901234567890, 1.50, 1.5, 1e2, 0.1234567890123456789]}',
    );
    expect(paths.get('ctx.a[]')).toMatchObject({
      values: ['12345678901234567890', '1.5', '100', '0.1234567890123456789'],
      hasNumber: true,
      hasOther: false,
      min: 0.12345678901234568,
      max: 12345678901234567000,
    });
  });

  it('have bounds', () => {
    const wide = Object.fromEntries(Array.from({ length: 900 }, (_, i) => [`k${i}`, i]));
    const { paths, isCut } = pathsOf(JSON.stringify(wide));
    expect([paths.size, isCut]).toEqual([MAX_RUN_PATHS, true]);
    const long = pathsOf(
      JSON.stringify({ text: 'x'.repeat(5_000), list: Array.from('x'.repeat(500), (_, i) => i) }),
    );
    expect(long.paths.get('ctx.text')?.values).toEqual([]);
    expect(long.paths.get('ctx.list[]')?.values).toHaveLength(50);
    const deep = pathsOf(`${'[{"a":'.repeat(5_000)}1${'}]'.repeat(5_000)}`);
    expect(deep.paths.size).toBeLessThan(100);
  });

  it.each([
    '',
    '{',
    '{"a"',
    '{"a":}',
    '[1,',
    '"x',
    'nul',
    '}{',
    '\u0000',
    '{"a": "\\u0000"}',
    '[NaN, -Infinity]',
  ])('stand a text that is none: %j', (text) => {
    expect(() => pathsOf(text)).not.toThrow();
  });

  it('are of the list row too', () => {
    const facts = emptyFacts();
    addField(facts, 'environment', 'production');
    addField(facts, 'triggered_by', null);
    expect([...facts.paths.keys()]).toEqual(['environment']);
  });
});
