import { expect, it } from 'vitest';
import type { CodeMark } from '@/lib/domain/counts';
import { clusterMarks } from './cluster-marks';

const WIDTH = 360;
const markAt = (atMs: number) => ({ atMs, action: 'a', codeSha256: `${atMs}` }) as CodeMark;
const clusters = (...places: number[]) =>
  clusterMarks(places.map(markAt), WIDTH, ({ atMs }) => atMs).map(({ left, isFlipped, marks }) => ({
    ...{ left, isFlipped },
    count: marks.length,
  }));

it('puts what is near under the label of its left neighbour', () => {
  expect(clusters(120, 10, 40)).toEqual([
    { left: 10, isFlipped: false, count: 2 },
    { left: 120, isFlipped: false, count: 1 },
  ]);
});

it('lays no label that stands to the left over the one before it', () => {
  expect(clusters(240, 320)).toEqual([{ left: 240, isFlipped: false, count: 2 }]);
  expect(clusters(100, 320)).toEqual([
    { left: 100, isFlipped: false, count: 1 },
    { left: 320, isFlipped: true, count: 1 },
  ]);
});
