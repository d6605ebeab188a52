import { describe, expect, it } from 'vitest';
import { parseIdempotencyKey, parseRetryBody } from './retry-request';

const AS_IT_WAS = { code: 'original', contextText: null };

describe('the body of a retry', () => {
  it.each([
    ['', AS_IT_WAS],
    [' \n', AS_IT_WAS],
    ['{}', AS_IT_WAS],
    ['{"code":"original"}', AS_IT_WAS],
    ['{"code":"current"}', { code: 'current', contextText: null }],
    ['{"context":{"a":1.0,"b":1e400}}', { code: 'original', contextText: '{"a":1.0,"b":1e400}' }],
    ['{"context":null}', { code: 'original', contextText: 'null' }],
  ])('%s', (text, body) => {
    expect(parseRetryBody(text)).toEqual(body);
  });

  it.each(['{', '[]', '"current"', '{"code":"newest"}', '{"code":1}', '{"contxt":{}}'])(
    'is refused: %s',
    (text) => {
      expect(() => parseRetryBody(text)).toThrow('Send nothing, or {"code"');
    },
  );
});

describe('the idempotency key', () => {
  it('is taken as it is', () => {
    expect(parseIdempotencyKey(null)).toBeNull();
    expect(parseIdempotencyKey('a'.repeat(255))).toHaveLength(255);
  });

  it.each(['', 'a b', 'é', 'a'.repeat(256)])('is refused: %j', (key) => {
    expect(() => parseIdempotencyKey(key)).toThrow('Idempotency-Key has 1 to 255');
  });
});
