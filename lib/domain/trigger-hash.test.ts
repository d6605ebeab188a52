import { expect, it } from 'vitest';
import { triggerHash } from './trigger-hash';

it.each([
  ['{"kind":"manual","hash":"a1"}', 'a1'],
  ['{"hash":12345678901234567890}', '12345678901234567890'],
  ['{"hash":"a","hash":"b"}', 'b'],
  ['{"hash":null}', null],
  ['{"hash":{"a":1}}', null],
  ['{"inner":{"hash":"a"}}', null],
  ['"hash"', null],
  ['{', null],
  [null, null],
])('%s: %s', (text, hash) => {
  expect(triggerHash(text)).toBe(hash);
});
