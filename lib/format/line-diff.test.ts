import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineDiff } from './line-diff';

const lines = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 });

test('every line of both stands once, in order, and equal rows are equal', () => {
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const runs = lineDiff(before, after) ?? [];
      const rows = runs.flatMap((run) => run.rows);
      const side = (name: 'before' | 'after') =>
        rows.map((row) => row[name]).filter((line) => line !== null);
      expect(side('before')).toEqual(before.map((_, index) => index));
      expect(side('after')).toEqual(after.map((_, index) => index));
      for (const run of runs) {
        for (const row of run.rows) {
          if (run.equal) expect(before[row.before ?? -1]).toBe(after[row.after ?? -1]);
        }
      }
      const isSame = runs.every((run) => run.equal);
      expect(isSame).toBe(before.join('\n') === after.join('\n') && before.length === after.length);
    }),
  );
});

test('what was taken out stands beside what was put in', () => {
  expect(lineDiff(['a', 'b', 'c'], ['a', 'x', 'y', 'c'])).toEqual([
    { equal: true, rows: [{ before: 0, after: 0 }] },
    {
      equal: false,
      rows: [
        { before: 1, after: 1 },
        { before: null, after: 2 },
      ],
    },
    { equal: true, rows: [{ before: 2, after: 3 }] },
  ]);
});

test('texts that have nothing in common are not compared', () => {
  const many = (letter: string) => Array.from({ length: 5_000 }, (_, n) => `${letter}${n}`);
  expect(lineDiff(many('a'), many('b'))).toBeNull();
});
