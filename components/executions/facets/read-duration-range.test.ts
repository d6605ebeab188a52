import { expect, it, test } from 'vitest';
import { type DurationRange, durationTexts, readDurationRange } from './read-duration-range';

const NONE: DurationRange = { min: null, max: null };
const inclusive = (value: string) => ({ value, inclusive: true });
const read = (min: string, max: string, now = NONE) => readDurationRange({ min, max }, now);

it.each([
  ['200', '1.5 s', '200', '1500'],
  ['1.001s', ' 2 M ', '1001', '120000'],
  ['.5', '0.1h', '0.5', '360000'],
])('%s to %s', (min, max, minMs, maxMs) => {
  expect(read(min, max).range).toEqual({ min: inclusive(minMs), max: inclusive(maxMs) });
});

test('an empty box asks nothing', () => {
  expect(read(' ', '').range).toEqual(NONE);
  expect(read('', '5s').range).toEqual({ min: null, max: inclusive('5000') });
});

test('what the language refuses is refused with a reason', () => {
  for (const [min, max] of [
    ['200', '1.5'],
    ['5s', '1s'],
  ] as const) {
    expect(read(min, max)).toEqual({
      range: null,
      faulty: ['min', 'max'],
      fault: 'It ends before it begins',
    });
  }
  for (const text of ['soon', '999999999h', '1 5s', '5d', '-1', '.']) {
    expect(read(text, '1s')).toMatchObject({
      range: null,
      faulty: ['min'],
      fault: expect.stringMatching(/^A number/),
    });
  }
});

test('a bound that is left alone stays as it is', () => {
  const now: DurationRange = {
    min: { value: '1000', inclusive: false },
    max: { value: '2000', inclusive: false },
  };
  const texts = durationTexts(now);
  expect(readDurationRange(texts, now).range).toEqual(now);
  expect(readDurationRange({ ...texts, min: '1.5s' }, now).range).toEqual({
    ...now,
    min: inclusive('1500'),
  });
  expect(readDurationRange({ ...texts, min: '2s' }, now).range).toBeNull();
});
