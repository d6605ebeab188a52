import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ColumnLayout,
  type ColumnPlace,
  DEFAULT_LAYOUT,
  MAX_COLUMN_WIDTH,
  MAX_PATH_COLUMNS,
  MIN_COLUMN_WIDTH,
} from '@/lib/domain/column-layout';
import { printPathField } from '@/lib/domain/query-fields';
import { parseColumns, printColumns } from './column-text';

const step = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }).map((key) => ({ key })),
  fc.constantFrom('id', 'a_b', '$x', ',', '@:*-', '"]', 'b\\').map((key) => ({ key })),
  fc.nat({ max: 999 }).map((index) => ({ index })),
  fc.constant({ any: true as const }),
);
const path = fc
  .tuple(fc.constantFrom('ctx' as const, 'attr' as const), fc.array(step, { minLength: 1 }))
  .map(([root, steps]) => printPathField({ root, path: steps.slice(0, 5) }))
  .filter((key) => key.length <= 200);

const place = (key: string): fc.Arbitrary<ColumnPlace> =>
  fc.record({
    key: fc.constant(key),
    hidden: key === 'createdAt' ? fc.constant(false) : fc.boolean(),
    pinned: fc.boolean(),
    width: fc.oneof(
      fc.constant(DEFAULT_LAYOUT.find((one) => one.key === key)?.width ?? 140),
      fc.integer({ min: MIN_COLUMN_WIDTH, max: MAX_COLUMN_WIDTH }),
    ),
  });

const layout: fc.Arbitrary<ColumnLayout> = fc
  .uniqueArray(path, { maxLength: MAX_PATH_COLUMNS })
  .chain((paths) => {
    const keys = [...DEFAULT_LAYOUT.map(({ key }) => key), ...paths];
    return fc.shuffledSubarray(keys, { minLength: keys.length });
  })
  .chain((keys) => fc.tuple(...keys.map(place)));

test('every layout survives its own text', () => {
  fc.assert(
    fc.property(layout, (one) => {
      expect(parseColumns(printColumns(one))).toEqual(one);
    }),
  );
});

test('any text at all gives a layout with every column of the catalogue once', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({
      unit: fc.constantFrom('status', 'event', 'ctx.a', 'ctx["', ',', '@', ':', '-', '*', '9', '.'),
    }),
  );
  fc.assert(
    fc.property(texts, (text) => {
      const parsed = parseColumns(text);
      const keys = parsed.map(({ key }) => key);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toEqual(expect.arrayContaining(DEFAULT_LAYOUT.map(({ key }) => key)));
      expect(keys.length).toBeLessThanOrEqual(DEFAULT_LAYOUT.length + MAX_PATH_COLUMNS);
      expect(parsed.find(({ key }) => key === 'createdAt')?.hidden).toBe(false);
      expect(parseColumns(printColumns(parsed))).toEqual(parsed);
    }),
  );
});

test('the layout of the catalogue is no text at all', () => {
  expect(printColumns(DEFAULT_LAYOUT)).toBe('');
});

test.each([
  ['-event', 'one that is hidden'],
  ['*status,target:180', 'one that is pinned, one that is wider'],
  ['errors@status', 'one that was moved'],
  ['requestId@', 'one that was moved to the left end'],
  ['steps', 'one that is not shown at first'],
  ['-*steps', 'one that is not shown, but pinned'],
  ['ctx.part.id,*attr["a b"]:200', 'paths'],
  ['ctx.part.id@status', 'a path between others'],
])('%s: %s', (text) => {
  expect(printColumns(parseColumns(text))).toBe(text);
});

test('a column that is unknown, twice or out of its bounds is left out', () => {
  const text = printColumns(parseColumns('nothing,-event,event:90,target:9999,ctx,-createdAt'));
  expect(text).toBe('-event');
});

test('a cookie of an older release is read', () => {
  expect(printColumns(parseColumns('status-h.target-180.event-h120'))).toBe(
    '-status,-event:120,target:180',
  );
});
