import { expect, it } from 'vitest';
import { readLimitedText } from './read-limited-text';

const sent = (chunks: readonly Uint8Array[]) =>
  new Request('http://x/', {
    method: 'POST',
    body: new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk);
        controller.close();
      },
    }),
    duplex: 'half',
  } as RequestInit);
const bytes = new TextEncoder().encode('é😀');

it('gives the text, also where a character comes in parts', async () => {
  const chunks = Array.from(bytes, (byte) => Uint8Array.of(byte));
  expect(await readLimitedText(sent(chunks), bytes.length)).toBe('é😀');
  expect(await readLimitedText(new Request('http://x/', { method: 'POST' }), 1)).toBe('');
});

it('refuses what is longer, and does not read without end', async () => {
  let given = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      given += 1;
      controller.enqueue(new Uint8Array(1024 * 1024));
    },
  });
  const request = new Request('http://x/', {
    method: 'POST',
    body: endless,
    duplex: 'half',
  } as RequestInit);
  await expect(readLimitedText(request, 3 * 1024 * 1024)).rejects.toMatchObject({
    code: 'too_large',
    message: 'The body is longer than 3 MB',
  });
  expect(given).toBeLessThan(16);
});
