import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonicalJson } from './canonical-json';

it.each([
  ['{"b": 1, "a": [true, null]}', '{"a":[true,null],"b":1}'],
  ['{"a": 1, "a": 2}', '{"a":2}'],
  ['1.0', '1.0'],
  ['1e0', '1.0'],
  ['1', '1'],
  ['12345678901234567890123', '12345678901234567890123'],
  ['"\\u00e9\\/"', '"é/"'],
  ['[NaN, -Infinity, 1e999]', '[NaN,-Infinity,Infinity]'],
  ['{"__proto__": {}}', '{"__proto__":{}}'],
  [' [ ] ', '[]'],
])('%s is %s', (text, canonical) => {
  expect(canonicalJson(text)).toBe(canonical);
});

it('is the same for equal values, whatever the order of their keys', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const reverse = (one: unknown): unknown => {
        if (Array.isArray(one)) return one.map(reverse);
        if (typeof one !== 'object' || one === null) return one;
        const entries = Object.entries(one).reverse();
        return Object.fromEntries(entries.map(([key, inner]) => [key, reverse(inner)]));
      };
      const text = JSON.stringify(value);
      expect(canonicalJson(JSON.stringify(reverse(value), null, 2))).toBe(canonicalJson(text));
      expect(JSON.parse(canonicalJson(text))).toEqual(JSON.parse(text));
    }),
  );
});

it('takes any depth', () => {
  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  expect(canonicalJson(deep)).toBe(deep);
});
