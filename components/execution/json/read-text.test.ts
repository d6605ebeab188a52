import { expect, it } from 'vitest';
import { readText } from './read-text';

it('keeps the byte order mark and tells how far it is', async () => {
  const told: [number, number | null][] = [];
  const response = new Response('\ufeff{"é":1}', { headers: { 'content-length': '11' } });
  const read = await readText(response, (received, total) => told.push([received, total]));
  expect(read).toEqual({ text: '\ufeff{"é":1}', bytes: 11, replaced: false });
  expect(told).toEqual([[11, 11]]);
});

it('says when bytes were not UTF-8', async () => {
  const read = await readText(new Response(new Uint8Array([0x22, 0xff, 0x22])), () => undefined);
  expect(read).toEqual({ text: '"\ufffd"', bytes: 3, replaced: true });
});
