import { expect, it } from 'vitest';
import { parseListRequest } from './list-request';

it.each([
  ['min_ms=200&max_ms=100', 'min_ms 200 is more than max_ms 100'],
  ['min_ms=soon', 'min_ms is no number of milliseconds'],
  ['minms=1', 'There is no parameter minms; known are q, '],
])('%s is refused by the names of its parameters', (text, message) => {
  expect(() => parseListRequest(new URLSearchParams(text))).toThrow(message);
});

it.each(['min_ms=100&max_ms=100', 'min_ms=9&max_ms=10', 'min_ms=200'])('%s is taken', (text) => {
  expect(parseListRequest(new URLSearchParams(text)).params.q).toMatch(/^duration:/);
});
