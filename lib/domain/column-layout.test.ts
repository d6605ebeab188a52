import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addPathColumn,
  changeColumn,
  DEFAULT_LAYOUT,
  moveColumn,
  pathColumnKey,
  pathsOf,
  removePathColumn,
  shownColumns,
  stepColumn,
} from './column-layout';

const shown = (layout: typeof DEFAULT_LAYOUT) => shownColumns(layout).map(({ key }) => key);

test('a step swaps with the neighbour that is seen, over hidden ones', () => {
  const layout = changeColumn(DEFAULT_LAYOUT, 'event', { hidden: true });
  expect(shown(stepColumn(layout, 'target', -1)).slice(0, 3)).toEqual([
    'createdAt',
    'target',
    'status',
  ]);
});

test('a step there and back changes nothing that is seen', () => {
  fc.assert(
    fc.property(fc.constantFrom(...shown(DEFAULT_LAYOUT)), (key) => {
      const there = stepColumn(DEFAULT_LAYOUT, key, 1);
      const back = there === DEFAULT_LAYOUT ? there : stepColumn(there, key, -1);
      expect(shown(back)).toEqual(shown(DEFAULT_LAYOUT));
    }),
  );
});

test('a pinned column stands first, steps among the pinned, and goes back to its place', () => {
  const pinned = changeColumn(DEFAULT_LAYOUT, 'requestId', { pinned: true });
  expect(shown(pinned).slice(0, 2)).toEqual(['requestId', 'createdAt']);
  expect(stepColumn(pinned, 'requestId', 1)).toBe(pinned);
  expect(stepColumn(pinned, 'createdAt', -1)).toBe(pinned);
  expect(changeColumn(pinned, 'requestId', { pinned: false })).toEqual(DEFAULT_LAYOUT);
});

test('a column dropped beside a pinned one is pinned', () => {
  const pinned = changeColumn(DEFAULT_LAYOUT, 'status', { pinned: true });
  expect(shown(moveColumn(pinned, 'target', 'status', 'after')).slice(0, 3)).toEqual([
    'status',
    'target',
    'createdAt',
  ]);
});

test('paths are added once, at the right end, and removed', () => {
  const added = addPathColumn(DEFAULT_LAYOUT, 'ctx.part.id');
  expect(shown(added).at(-1)).toBe('ctx.part.id');
  expect(pathsOf(added)).toEqual(['ctx.part.id']);
  expect(addPathColumn(added, 'ctx.part.id')).toEqual(added);
  expect(removePathColumn(added, 'ctx.part.id')).toEqual(DEFAULT_LAYOUT);
  expect(removePathColumn(added, 'status')).toBe(added);
});

test.each([
  ['ctx.part.id', 'ctx.part.id'],
  ['attr["status_code"]', 'attr.status_code'],
  ['ctx', null],
  ['context.part', null],
  ['ctx.part.', null],
  [`ctx.${'a'.repeat(200)}`, null],
])('%s as a path is %s', (text, key) => {
  expect(pathColumnKey(text)).toBe(key);
});
