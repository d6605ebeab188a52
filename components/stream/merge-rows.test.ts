import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExecutionSummary } from '@/lib/domain/execution';
import {
  fitsAmong,
  insertRows,
  isLoaded,
  keepTop,
  type LoadedPages,
  replaceRows,
} from './merge-rows';

const idOf = (n: number) => `0000000${n.toString(16).padStart(5, '0')}-7000-8000-000000000000`;
const rowOf = (n: number, version = 0) =>
  ({ id: idOf(n), attempt: version }) as unknown as ExecutionSummary;

/** Pages of a list of newest first as somebody loads it: down from a row in the middle, and up from it. */
function load(numbers: readonly number[], sizes: readonly number[], ups: number, ended: boolean) {
  const sorted = numbers.toSorted((a, b) => b - a);
  const data: LoadedPages = { pages: [], pageParams: [] };
  let at = 0;
  for (const [index, size] of sizes.entries()) {
    const rows = sorted.slice(at, at + size).map((n) => rowOf(n));
    at += size;
    const isUp = index < ups;
    const items = isUp ? rows.toReversed() : rows;
    data.pages.push({ items, next: items.at(-1)?.id ?? null, searchedToMs: null });
    data.pageParams.push({ direction: isUp ? 'newer' : 'older', cursor: null });
  }
  const last = data.pages.at(-1);
  if (last && ended) data.pages[data.pages.length - 1] = { ...last, next: null };
  return { data, loaded: sorted.slice(0, at) };
}

/** The rows from top to bottom. */
const shown = ({ pages, pageParams }: LoadedPages) =>
  pages.flatMap(({ items }, index) =>
    pageParams[index]?.direction === 'newer' ? items.toReversed() : items,
  );

const numbers = fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 });
const world = fc.record({
  numbers,
  sizes: fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 2, maxLength: 8 }),
  others: fc.uniqueArray(fc.integer({ min: 1, max: 400 }), { maxLength: 20 }),
});

describe('rows that come into loaded pages', () => {
  it('stand where the list would have them', () => {
    fc.assert(
      fc.property(world, fc.boolean(), ({ numbers: all, sizes, others }, ended) => {
        const { data, loaded } = load(all, sizes, 1, ended);
        const fresh = others.filter((n) => !isLoaded(data, idOf(n)) && fitsAmong(data, idOf(n)));
        const next = insertRows(
          data,
          fresh.map((n) => rowOf(n)),
        );
        const expected = [...loaded, ...fresh].sort((a, b) => b - a).map(idOf);
        expect(shown(next).map(({ id }) => id)).toEqual(expected);
        // Below what is loaded, rows come with their page.
        const lowest = Math.min(...loaded);
        const isAll = data.pages.at(-1)?.next === null;
        const belongs = others.filter((n) => !loaded.includes(n) && (isAll || n > lowest));
        expect(fresh).toEqual(belongs);
      }),
    );
  });

  it('take the place of their older versions, and leave every other page as it is', () => {
    fc.assert(
      fc.property(world, ({ numbers: all, sizes, others }) => {
        const { data, loaded } = load(all, sizes, 1, true);
        const next = replaceRows(
          data,
          others.map((n) => rowOf(n, 1)),
        );
        const expected = loaded.map((n) => rowOf(n, others.includes(n) ? 1 : 0));
        expect(shown(next)).toEqual(expected);
        for (const [index, page] of next.pages.entries()) {
          const isTouched = page.items.some(({ attempt }) => attempt === 1);
          expect(page === data.pages[index]).toBe(!isTouched);
        }
      }),
    );
  });

  it('let the list be cut, which then goes on behind the last row that is kept', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 1, max: 30 }), ({ numbers: all, sizes }, count) => {
        const { data } = load(all, sizes, 0, true);
        const cut = keepTop(data, count);
        expect(shown(cut)).toEqual(shown(data).slice(0, count));
        const isCut = shown(data).length > count;
        if (isCut) expect(cut.pages.at(-1)?.next).toBe(shown(cut).at(-1)?.id);
        expect(cut.pageParams).toHaveLength(cut.pages.length);
      }),
    );
  });
});
