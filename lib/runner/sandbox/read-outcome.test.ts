import { expect, it } from 'vitest';
import { readOutcome } from './read-outcome';

const read = (text: string) => {
  const { outcome, validationMessage, members } = readOutcome(Buffer.from(text));
  return { outcome, validationMessage, ...Object.fromEntries(members) };
};

const NOTHING = { outcome: null, validationMessage: null };

it('takes over JSON digit for digit', () => {
  const text =
    '{"outcome": "rejected", "validation_message": "no", "exit_code": 1, "python": "3.11.2", "frozen": {"clock": {"wall": [1700000000000000001]}}, "duration_ms": 1.5, "result": {"a": 123456789012345678901, "b": 1.0}, "mutations": [], "evil": 1}';
  expect(read(text)).toEqual({
    outcome: 'rejected',
    validationMessage: 'no',
    result: '{"a": 123456789012345678901, "b": 1.0}',
    mutations: '[]',
    python: '"3.11.2"',
    frozen: '{"clock": {"wall": [1700000000000000001]}}',
  });
});

it('makes a tape of what a run noted before it was ended', () => {
  const text =
    '{"outcome": "ok", "validation_message": null, "python": "3.11.2", "frozen": {"env": {}}}\nwall 1700000000000000000\nmonotonic 5\nwall 1700000000000000007\nmonotonic 6\nfoo 1\nwall x\nwall 17000000';
  expect(read(text)).toEqual({
    ...NOTHING,
    python: '"3.11.2"',
    frozen: '{"env": {}, "clock": {"wall": [1700000000000000000, 7], "monotonic": [5, 1]}}',
  });
});

it.each([
  ['nothing', ''],
  ['no JSON', '{"outcome": '],
  ['no object', '["ok"]'],
  ['NaN, which is no JSON', '{"outcome": "ok", "duration_ms": 1, "result": NaN}'],
  ['a word of its own', '{"outcome": "splendid", "duration_ms": 1}'],
  ['another type', '{"outcome": {"a": 1}, "validation_message": 7, "duration_ms": 1}'],
])('believes nothing of %s', (_, text) => {
  expect(read(text)).toEqual(NOTHING);
});

it('believes nothing of bytes that are no text, and of too many', () => {
  expect(readOutcome(Buffer.from([0xff, 0xfe])).members.size).toBe(0);
  expect(readOutcome(null).outcome).toBeNull();
});
