import fc from 'fast-check';
import { expect, test } from 'vitest';
import { jsonLeaves } from './json-leaves';
import { parseJsonPath } from './json-path';

const leaves = (value: unknown) =>
  Object.fromEntries(Array.from(jsonLeaves(value), ([path, values]) => [path, [...values]]));

test('gives every path with its values, elements as any', () => {
  expect(
    leaves({
      part: { id: 34, 'a b': 'x' },
      lines: [{ sku: 'A' }, { sku: 'B', ok: true }],
      n: null,
    }),
  ).toEqual({
    '.part.id': ['34'],
    '.part["a b"]': ['x'],
    '.lines[].sku': ['A', 'B'],
    '.lines[].ok': ['true'],
    '.n': ['null'],
  });
});

test('proposes no value that was cut or has lost digits', () => {
  const long = 'x'.repeat(81);
  expect(leaves({ big: 2 ** 60, small: 1e-9, long, ok: 1.5 })).toEqual({
    '.big': [],
    '.small': [],
    '.long': [],
    '.ok': ['1.5'],
  });
});

test('is bounded, and every path can be read again', () => {
  const wide = Object.fromEntries(Array.from({ length: 5_000 }, (_, i) => [`k${i}`, i]));
  expect(jsonLeaves(wide).size).toBe(500);
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      for (const path of jsonLeaves(value).keys()) expect(parseJsonPath(path)).not.toBeNull();
    }),
    { numRuns: 200 },
  );
});
