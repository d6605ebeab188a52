import { expect, test } from 'vitest';
import type { GridColumn } from './grid-features.ts';
import { columnsBetween } from './use-columns-in-sight.ts';

const column = (id: string, width: number, stays?: 'left' | 'right'): GridColumn => ({
  id,
  label: id,
  width,
  stays,
});
const COLUMNS = [
  column('select', 30, 'left'),
  column('a', 100, 'left'),
  column('b', 100),
  column('c', 100),
  column('d', 100),
  column('actions', 40, 'right'),
];

test('all that fit are drawn', () => {
  expect(columnsBetween(COLUMNS, -200, 1_000)).toEqual({ first: 2, last: 4, skipped: 0 });
});

test('what lies to the right is left out', () => {
  expect(columnsBetween(COLUMNS, -200, 230)).toEqual({ first: 2, last: 2, skipped: 0 });
  expect(columnsBetween(COLUMNS, -200, 231)).toEqual({ first: 2, last: 3, skipped: 0 });
});

test('what lies to the left is left out, and its width is kept', () => {
  expect(columnsBetween(COLUMNS, 230, 1_000)).toEqual({ first: 3, last: 4, skipped: 100 });
  expect(columnsBetween(COLUMNS, 229, 1_000)).toEqual({ first: 2, last: 4, skipped: 0 });
});

test('where nothing would be drawn all is', () => {
  expect(columnsBetween(COLUMNS, 5_000, 6_000)).toEqual({ first: 0, last: 5, skipped: 0 });
  expect(columnsBetween([], 0, 100)).toEqual({ first: 0, last: -1, skipped: 0 });
});
