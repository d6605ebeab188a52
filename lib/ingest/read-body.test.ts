import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { MAX_INGEST_BYTES } from '@/lib/domain/limits';
import { cutBody } from '@/lib/testing/cut-bytes';
import { readBody } from './read-body';

const MB = 1024 * 1024;

async function read(
  bytes: Uint8Array,
  headers: { contentEncoding?: string; contentLength?: number } = {},
  pieces: readonly number[] = [65_536],
) {
  const body = cutBody(bytes, pieces);
  const { contentEncoding = null, contentLength = null } = headers;
  let length = 0;
  let largest = 0;
  try {
    for await (const chunk of readBody(body, { contentEncoding, contentLength })) {
      length += chunk.length;
      largest = Math.max(largest, chunk.length);
    }
  } catch (error) {
    const { code, message } = error as { code?: string; message: string };
    return { length, largest, code, message };
  }
  return { length, largest, code: null, message: '' };
}

describe('readBody', () => {
  it.each([[[1]], [[3, 5]], [[65_536]]])('reads gzip in pieces of %j', async (pieces) => {
    const text = 'some text '.repeat(200);
    const whole = gzipSync(text);
    for (const contentEncoding of ['gzip', 'X-GZIP', '']) {
      expect(await read(whole, { contentEncoding }, pieces)).toMatchObject({ length: 2_000 });
    }
    const two = Buffer.concat([whole, whole, Buffer.alloc(40)]);
    expect(await read(two, {}, pieces)).toMatchObject({ length: 4_000, code: null });
  });

  it.each([
    ['has a broken head', Buffer.from([0x1f, 0x8b, 9, 9, 9, 9]), 0],
    ['ends in its head', gzipSync('text').subarray(0, 5), 0],
    ['ends too early', gzipSync('text').subarray(0, -4), 4],
    ['is followed by something else', Buffer.concat([gzipSync('text'), Buffer.from('more')]), null],
  ])('stops at gzip that %s, after what came before', async (_, bytes, length) => {
    for (const pieces of [[1], [1_000]]) {
      const result = await read(bytes, {}, pieces);
      expect(result.code).toBe('invalid_input');
      expect(result.length).toBe(length ?? result.length);
      expect(result.message).toContain('gzip data is broken or cut');
    }
  });

  it('stops a gzip bomb at the limit, in small pieces', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * MB));
    expect(bomb.length).toBeLessThan(MB);
    const result = await read(bomb);
    expect(result).toMatchObject({ length: MAX_INGEST_BYTES, code: 'too_large' });
    expect(result.largest).toBeLessThanOrEqual(65_536);
  });

  it('stops at the limit without a length, and before it with one', async () => {
    const bytes = Buffer.alloc(MAX_INGEST_BYTES + 1);
    const pieces = [MB];
    expect(await read(bytes.subarray(1), {}, pieces)).toMatchObject({ code: null });
    const unknown = { length: MAX_INGEST_BYTES, code: 'too_large' };
    expect(await read(bytes, {}, pieces)).toMatchObject(unknown);
    const known = { contentLength: bytes.length };
    expect(await read(bytes, known, pieces)).toMatchObject({ length: 0, code: 'too_large' });
  });

  it('tells a body that was cut from one that is complete', async () => {
    const bytes = Buffer.from('{"a":1}');
    expect(await read(bytes, { contentLength: 7 })).toMatchObject({ code: null });
    expect(await read(bytes, { contentLength: 8 })).toMatchObject({
      length: 7,
      code: 'invalid_input',
      message: 'The body ended after 7 of 8 bytes',
    });
  });

  it('refuses other encodings', async () => {
    const result = await read(Buffer.from('{}'), { contentEncoding: 'br' });
    expect(result).toMatchObject({ length: 0, code: 'invalid_input' });
  });
});
