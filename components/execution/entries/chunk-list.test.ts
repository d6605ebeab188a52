import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '@/lib/domain/log-entry';
import { ChunkList } from './chunk-list';

const entry = (seq: number): LogEntry => ({
  ...{ seq, occurredAt: null, level: 'info', event: null, message: `m${seq}`, dataText: null },
  ...{ workerId: null, attempt: 1, arrival: 1, isCut: false },
});
const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, n) => entry(from + n));
const seqsOf = (list: ChunkList) =>
  Array.from({ length: list.total }, (_, index) => list.at(index)?.seq);

describe('the entries of a log as far as they are known', () => {
  it('are found at any place once their chunk is loaded', () => {
    const list = new ChunkList();
    list.append([
      [1, 200, 200],
      [201, 500, 150],
      [501, 510, 10],
    ]);
    expect(list.total).toBe(360);
    expect(list.missing(205, 260).map(({ from }) => from)).toEqual([201]);
    const [chunk] = list.missing(349, 351);
    if (chunk) list.load(chunk, entries(300, 449));
    expect(list.at(199)).toBeUndefined();
    expect(list.at(200)?.seq).toBe(300);
    expect(list.at(349)?.seq).toBe(449);
    expect(list.indexOf(300)).toBe(200);
    expect(list.indexOf(1)).toBe(-1);
  });

  it('become one chunk where few lie far apart', () => {
    const list = new ChunkList();
    list.append([[5, 90_000, 2, [5, 90_000]]]);
    list.append([[120_000, 190_000, 2, [120_000, 190_000]]]);
    const [chunk] = list.missing(0, 4);
    expect(chunk?.seqs).toEqual([5, 90_000, 120_000, 190_000]);
    expect(list.total).toBe(4);
  });

  it('move what stands behind a late one, and count it once', () => {
    const list = new ChunkList();
    list.append([
      [1, 100, 50],
      [101, 200, 100],
    ]);
    expect(list.add(entry(7))).toBe(0);
    expect(list.add(entry(7))).toBe(-1);
    expect(list.total).toBe(151);
    const [chunk] = list.missing(0, 1);
    if (chunk) list.load(chunk, [...entries(5, 55)]);
    expect(list.total).toBe(151);
    expect(list.add(entry(60))).toBe(51);
    expect(list.add(entry(201))).toBe(-1);
    expect(list.total).toBe(153);
  });

  it('are in the order of their seq, each once, however they come', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(2_000), { maxLength: 300 }),
        fc.array(fc.nat(2_000), { maxLength: 600 }),
        (first, later) => {
          const list = new ChunkList();
          list.fill(first.toSorted((a, b) => a - b).map(entry));
          for (const seq of later) list.add(entry(seq));
          const all = Array.from(new Set([...first, ...later])).sort((a, b) => a - b);
          expect(seqsOf(list)).toEqual(all);
          for (const [index, seq] of all.entries()) expect(list.indexOf(seq)).toBe(index);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are let go of, but for the last ones, when many were looked at', () => {
    const list = new ChunkList();
    list.append(Array.from({ length: 100 }, (_, n) => [n * 200, n * 200 + 199, 200] as const));
    for (let place = 0; place < 100; place += 1) {
      for (const chunk of list.missing(place * 200, place * 200 + 1)) {
        list.load(chunk, entries(chunk.from, chunk.to));
      }
    }
    expect(list.total).toBe(20_000);
    expect(list.at(0)).toBeUndefined();
    expect(list.at(19_999)?.seq).toBe(19_999);
    expect(seqsOf(list).filter((seq) => seq !== undefined).length).toBeLessThan(13_000);
  });
});
