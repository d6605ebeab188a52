import { expect, it } from 'vitest';
import { frozenText } from './frozen-text';

const frozen = (outputText: string | null) => JSON.parse(frozenText(outputText).text);

it('takes over what the code was given, and nothing of what it met', () => {
  const before = {
    stdout: 'x',
    frozen: {
      entropy: 'aa',
      hash_seed: 7,
      env: { REGION: 'eu', 'ODD"': '\u0001' },
      tz: 'Europe/Berlin',
      stdin: 'yes\n',
      clock: { wall: [1] },
    },
  };
  const now = frozen(JSON.stringify(before));
  expect(now).toMatchObject({
    env: before.frozen.env,
    tz: 'Europe/Berlin',
    stdin: 'yes\n',
    lines: true,
  });
  expect(now.clock).toBeUndefined();
  expect(now.http).toBeUndefined();
  expect(now.entropy).toMatch(/^[0-9a-f]{64}$/);
  expect(now.entropy).not.toBe(frozen(JSON.stringify(before)).entropy);
});

it('tells the seed that Python has to be started with', () => {
  const { text, hashSeed } = frozenText(null);
  expect(JSON.parse(text).hash_seed).toBe(hashSeed);
});

it('begins a new tape where calls were recorded', () => {
  expect(frozen('{"frozen": {"http": [{"method": "GET", "url": "http://a/"}]}}').http).toEqual([]);
});

it.each([
  [null],
  ['null'],
  ['no JSON'],
  ['{"frozen": []}'],
  ['{"frozen": {"env": {"A": 1}, "tz": 5, "stdin": null}}'],
  ['{"frozen": {"env": {"A=B": "x"}}}'],
  ['{"frozen": {"env": {"A": "x\\u0000"}}}'],
  ['{"frozen": {"env": ["A"]}}'],
])('gives nothing where nothing usable was recorded: %s', (text) => {
  expect(frozen(text)).toMatchObject({ env: {}, tz: 'UTC', stdin: '' });
});
