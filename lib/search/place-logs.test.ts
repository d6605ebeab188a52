import { describe, expect, it } from 'vitest';
import type { ExecutionSummary } from '@/lib/domain/execution';
import { placeLogs } from './place-logs';

const runOf = (n: number) => ({ id: `run-${n}` }) as ExecutionSummary;

/** A list of executions with so many logs each, two at once; `read` says how many were asked for. */
function listOf(counts: readonly number[]) {
  let read = 0;
  async function* pages() {
    for (let at = 0; at < counts.length; at += 2) {
      read = Math.min(at + 2, counts.length);
      yield counts.slice(at, at + 2).map((_, n) => runOf(at + n));
    }
  }
  const logsOf = async (runs: readonly ExecutionSummary[], most: number) =>
    runs.map(({ id }) => ({ count: Math.min(counts[Number(id.slice(4))] ?? 0, most) }));
  const place = async (skip: number, take: number) => {
    const { places, ...rest } = await placeLogs(pages(), logsOf, { skip, take });
    const there = places.map((one) => [one.run.id, one.skip, one.take]);
    return { ...rest, places: there };
  };
  return { place, read: () => read };
}

describe('the places of a page', () => {
  it('go on from execution to execution, whatever lies between', async () => {
    const { place } = listOf([3, 0, 1, 5]);
    const exact = { count: 9, isExact: true };
    expect(await place(0, 2)).toEqual({ ...exact, hasNext: true, places: [['run-0', 0, 2]] });
    expect(await place(2, 4)).toEqual({
      ...exact,
      hasNext: true,
      places: [
        ['run-0', 2, 1],
        ['run-2', 0, 1],
        ['run-3', 0, 2],
      ],
    });
    expect(await place(6, 3)).toMatchObject({ hasNext: false, places: [['run-3', 2, 3]] });
    expect(await place(9, 3)).toEqual({ ...exact, hasNext: false, places: [] });
    expect(await listOf([]).place(0, 3)).toMatchObject({ count: 0, isExact: true, places: [] });
  });

  it('are counted on behind the page, up to a number that says that there are more', async () => {
    const { place, read } = listOf(Array<number>(500).fill(100));
    expect(await place(0, 25)).toMatchObject({ count: 1_000, isExact: false, hasNext: true });
    expect(read()).toBe(10);
    const deep = await place(9_975, 25);
    expect(deep).toMatchObject({ isExact: false, hasNext: true, places: [['run-99', 75, 25]] });
    expect(deep.count).toBeGreaterThan(10_000);
  });

  it('are found within an execution that has more than are counted', async () => {
    const { place } = listOf([1_000_000]);
    expect(await place(9_000, 100)).toEqual({
      ...{ count: 9_101, isExact: false, hasNext: true },
      places: [['run-0', 9_000, 100]],
    });
  });
});
