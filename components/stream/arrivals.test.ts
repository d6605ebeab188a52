import { describe, expect, it } from 'vitest';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { Arrivals } from './arrivals';
import { asideOf } from './left-rows';
import type { LoadedPages } from './merge-rows';

const idOf = (n: number) => `0000000${n}-0000-7000-8000-000000000000`;
const createdAt = new Date('2026-11-20T10:00:00Z');
const rowOf = (n: number) => ({ id: idOf(n), createdAt }) as ExecutionSummary;

const data: LoadedPages = {
  pages: [{ items: [rowOf(5), rowOf(3)], next: idOf(3), searchedToMs: null }],
  pageParams: [{ direction: 'older', cursor: null }],
};

const event = (...items: [seq: number, n: number, matches: boolean][]) =>
  JSON.stringify({
    items: items.map(([seq, n, matches]) => ({ seq, id: idOf(n), matches, row: rowOf(n) })),
  });

describe('what arrives', () => {
  it('waits where it is new and belongs to what is loaded', () => {
    const arrivals = new Arrivals();
    arrivals.take(event([1, 6, true], [2, 4, true], [3, 2, true], [4, 7, false]));
    expect(arrivals.sortInto(data, true)).toEqual([]);
    expect(Array.from(arrivals.waiting.keys())).toEqual([idOf(6), idOf(4)]);
    expect(arrivals.waiting.get(idOf(6))?.createdAt).toEqual(createdAt);
  });

  it('does not wait for a list that takes nothing new', () => {
    const arrivals = new Arrivals();
    arrivals.take(event([1, 6, true]));
    arrivals.sortInto(data, false);
    expect(arrivals.waiting.size).toBe(0);
  });

  it('counts once what came twice, and no longer what matches no longer', () => {
    const arrivals = new Arrivals();
    arrivals.take(event([1, 6, true], [2, 7, true]));
    arrivals.sortInto(data, true);
    arrivals.take(event([1, 6, true], [3, 7, false]));
    arrivals.sortInto(data, true);
    expect(Array.from(arrivals.waiting.keys())).toEqual([idOf(6)]);
  });

  it('replaces loaded rows, and sets those apart that match no longer', () => {
    const arrivals = new Arrivals();
    arrivals.take(event([1, 5, true], [2, 3, false]));
    const changed = arrivals.sortInto(data, true);
    expect(changed.map(({ id }) => id)).toEqual([idOf(5), idOf(3)]);
    expect(changed.map((row) => asideOf(row) !== undefined)).toEqual([false, true]);
    expect(arrivals.waiting.size).toBe(0);
  });

  it('says how many more there are', () => {
    expect(new Arrivals().take('{"items":[],"more":7}')).toBe(7);
  });
});
