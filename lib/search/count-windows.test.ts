import { describe, expect, it } from 'vitest';
import type { MsRange } from '@/lib/db/counts/count-plan';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { countWindows } from './count-windows';
import type { Counting } from './start-counting';

const RANGE = { fromMs: 50, toMs: 1_000 };
/** A row a ms, in bars of 100 ms. */
const COUNTING: Counting = {
  projectId: 1 as ProjectId,
  now: 1_000,
  range: RANGE,
  bars: { widthMs: 100, edgesMs: Array.from({ length: 11 }, (_, n) => n * 100) },
  totals: Array.from({ length: 10 }, (_, bar) => ({
    ...{ bar, status: 'failed' as const },
    n: bar === 0 ? 50 : 100,
  })),
  totalsExact: true,
  dayPlan: { whole: null, live: [], scaled: [] },
};

/** Every second row matches, and is of one event. */
function halfOf({ fromMs, toMs }: MsRange) {
  const counts = new Map<number, number>();
  for (let ms = fromMs; ms < toMs; ms += 1) {
    if (ms % 2 === 0) counts.set(Math.floor(ms / 100), (counts.get(Math.floor(ms / 100)) ?? 0) + 1);
  }
  const bars = Array.from(counts, ([bar, n]) => ({ bar, status: 'failed' as const, n }));
  const n = bars.reduce((sum, bar) => sum + bar.n, 0);
  return {
    bars,
    ...{ values: [{ field: 'event', value: 'UPDATE', n }], cut: [] },
    durations: [{ place: 1, n }],
  };
}

const ENDLESS = { budgetMs: 1e9, sliceMs: 1e9, firstRows: 100 };

describe('counting in windows', () => {
  it('reads the whole range once, from the newest back', async () => {
    const read: MsRange[] = [];
    const tally = await countWindows(
      COUNTING,
      async (range) => {
        read.push(range);
        return halfOf(range);
      },
      ENDLESS,
    );
    expect(read.length).toBeGreaterThan(1);
    expect(read[0]?.toMs).toBe(RANGE.toMs);
    expect(read.at(-1)?.fromMs).toBe(RANGE.fromMs);
    for (const [index, { fromMs }] of read.slice(0, -1).entries()) {
      expect(read[index + 1]?.toMs).toBe(fromMs);
    }
    expect(tally.histogram()).toMatchObject({ total: 475, exact: true, countedBackToMs: null });
    expect(tally.facet('event', 5, ['CREATE'])).toEqual({
      ...{ field: 'event', more: false, exact: true, countedBackToMs: null },
      values: [
        { value: 'UPDATE', count: 475 },
        { value: 'CREATE', count: 0 },
      ],
    });
  });

  it('estimates what it did not read from what it did', async () => {
    const tally = await countWindows(COUNTING, async (range) => halfOf(range), {
      ...ENDLESS,
      ...{ firstRows: 400, maxRows: 230 },
    });
    expect(tally.countedBackToMs).toBe(770);
    const histogram = tally.histogram();
    expect(histogram).toMatchObject({ total: 475, exact: false, countedBackToMs: 770 });
    expect(histogram.counts.failed).toEqual([25, 50, 50, 50, 50, 50, 50, 50, 50, 50]);
    expect(tally.facet('event', 5, []).values).toEqual([{ value: 'UPDATE', count: 475 }]);
    expect(tally.durationsOver([0, 10]).counts).toEqual([475]);
  });

  it('reads less at a time after a statement that ran out of its time', async () => {
    const sizes: number[] = [];
    const tally = await countWindows(
      COUNTING,
      async (range) => {
        sizes.push(range.toMs - range.fromMs);
        if (range.toMs - range.fromMs > 60) throw new AppError('timeout');
        return halfOf(range);
      },
      { ...ENDLESS, firstRows: 950 },
    );
    expect(sizes[0]).toBe(950);
    expect(tally.countedBackToMs).toBe(RANGE.fromMs);
    expect(tally.histogram().total).toBe(475);
  });

  it('says that nothing was counted where nothing could be', async () => {
    const late = async () => {
      throw new AppError('timeout');
    };
    const tally = await countWindows(COUNTING, late, ENDLESS);
    expect(tally.histogram()).toMatchObject({ total: 0, exact: false, countedBackToMs: 1_000 });
  });

  it('ends with the signal, and lets other failures through', async () => {
    const stop = new AbortController();
    const stopping = async (range: MsRange) => {
      stop.abort();
      return halfOf(range);
    };
    const budget = { ...ENDLESS, signal: stop.signal };
    await expect(countWindows(COUNTING, stopping, budget)).rejects.toMatchObject({
      code: 'timeout',
    });
    const failing = async () => {
      throw new Error('broken');
    };
    await expect(countWindows(COUNTING, failing, ENDLESS)).rejects.toThrow('broken');
  });

  it('reports what it has after every window but the last', async () => {
    const seen: number[] = [];
    await countWindows(
      COUNTING,
      async (range) => halfOf(range),
      { ...ENDLESS, firstRows: 400 },
      (tally) => seen.push(tally.countedBackToMs),
    );
    expect(seen).toEqual([600]);
  });
});
