import { expect, test } from 'vitest';
import { Gathering } from './gathering';
import type { LineVerdict } from './line-verdict';

interface Line {
  seq: number;
  size: number;
}

const line = (seq: number, size = 10): Line => ({ seq, size });
const accepted = (lines: readonly Line[]): LineVerdict[] =>
  lines.map(({ seq }) => ({ kind: 'accepted', seq }));

/** A store that waits until it is told to go on. */
function held() {
  const batches: { seqs: number[]; end: (error?: Error) => void }[] = [];
  const store = (lines: readonly Line[]) =>
    new Promise<LineVerdict[]>((resolve, reject) => {
      const end = (error?: Error) => (error ? reject(error) : resolve(accepted(lines)));
      batches.push({ seqs: lines.map(({ seq }) => seq), end });
    });
  return { batches, store };
}

const settled = () => new Promise<void>((resolve) => setImmediate(resolve));

test('what comes while something is stored goes into the next transaction together', async () => {
  const { batches, store } = held();
  const gathering = new Gathering<Line>();
  const first = gathering.store('a', [line(1)], store);
  const second = gathering.store('a', [line(2), line(3)], store);
  const third = gathering.store('a', [line(4)], store);
  expect(batches.map(({ seqs }) => seqs)).toEqual([[1]]);
  batches[0]?.end();
  expect(await first).toEqual(accepted([line(1)]));
  await settled();
  expect(batches.map(({ seqs }) => seqs)).toEqual([[1], [2, 3, 4]]);
  batches[1]?.end();
  expect(await second).toEqual(accepted([line(2), line(3)]));
  expect(await third).toEqual(accepted([line(4)]));
});

test('another thing is stored beside it', async () => {
  const { batches, store } = held();
  const gathering = new Gathering<Line>();
  const both = [gathering.store('a', [line(1)], store), gathering.store('b', [line(2)], store)];
  expect(batches).toHaveLength(2);
  for (const { end } of batches) end();
  await Promise.all(both);
});

test('a transaction that fails fails for those who shared it only', async () => {
  const { batches, store } = held();
  const gathering = new Gathering<Line>();
  const first = gathering.store('a', [line(1)], store);
  const second = gathering.store('a', [line(2)], store);
  batches[0]?.end(new Error('gone'));
  await expect(first).rejects.toThrow('gone');
  await settled();
  batches[1]?.end();
  expect(await second).toEqual(accepted([line(2)]));
});

test('no transaction takes more together than one request brings', async () => {
  const { batches, store } = held();
  const gathering = new Gathering<Line>();
  const many = Array.from({ length: 1_500 }, (_, n) => line(n));
  const all = [
    gathering.store('a', [line(0)], store),
    gathering.store('a', many, store),
    gathering.store('a', many, store),
    gathering.store('a', [line(1, 5_000_000)], store),
    gathering.store('a', [line(2)], store),
  ];
  for (let at = 0; at < 5; at += 1) {
    batches[at]?.end();
    await settled();
  }
  await Promise.all(all);
  expect(batches.map(({ seqs }) => seqs.length)).toEqual([1, 1_500, 1_500, 1, 1]);
});
