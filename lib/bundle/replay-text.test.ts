import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { recordText } from './record-text';
import { replayText } from './replay-text';

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8');
const PARTS = {
  ...{ runtime: ['replay'], options: ['options'], deep: ['deep'], run: ['run', 'freeze'] },
  ...{ watch: ['watch'], failure: ['failure'], network: ['network'], http: ['http'] },
  ...{ outcome: ['outcome'], verify: ['verify'] },
};
const textOf = (names: readonly string[]) => names.map((name) => read(`./${name}.py`)).join('\n');
const marked = (name: string, text: string) => `#=== ${name} ===\nr'''\n${text}'''\n`;
const record = textOf(['record']);

it('is made of its parts, else run node lib/bundle/write-replay-text.mjs', () => {
  const all = Object.entries(PARTS).map(([name, files]) => marked(name, textOf(files)));
  expect(`#=== runtime ===\n${replayText}`).toBe(all.join(''));
  expect(recordText).toBe(marked('record', record));
});

it('has parts that can be read at once, in lines that fit on a screen', () => {
  for (const name of [...Object.values(PARTS).flat(), 'record']) {
    const lines = textOf([name]).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([]);
    expect(lines.length).toBeLessThanOrEqual(250);
  }
});

it('is under 400 lines where every run reads it', () => {
  const lines = [...PARTS.runtime, ...PARTS.run].map(
    (name) => textOf([name]).split('\n').length - 1,
  );
  expect(lines.reduce((sum, count) => sum + count, 0)).toBeLessThan(400);
});
