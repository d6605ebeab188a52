import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { replayText } from './replay-text';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const source = read('./replay.py');

it('is replay.py, else run node lib/bundle/write-replay-text.mjs', () => {
  expect(replayText).toBe(source);
});

it('stands in the Python client too', () => {
  expect(read('../../clients/python/runlens.py')).toContain(`\n_RUNTIME = r'''${source}'''\n`);
});

it('has lines that fit on a screen', () => {
  expect(source.split('\n').filter((line) => line.length > 100)).toEqual([]);
});
