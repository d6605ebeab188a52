import { expect, it } from 'vitest';
import { packedEncoding } from './packed-encoding';

it.each([
  ['gzip, deflate, br, zstd', 'br'],
  ['gzip, deflate', 'gzip'],
  ['GZIP;q=0.5', 'gzip'],
  ['br; q=0, gzip', 'gzip'],
  ['br;q=0.000,gzip ; q=0.001', 'gzip'],
  ['brotli, x-gzip', null],
  ['identity', null],
  ['', null],
  [null, null],
])('%s takes %s', (accept, name) => {
  expect(packedEncoding(accept)?.name ?? null).toBe(name);
});
