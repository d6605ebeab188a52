import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBody } from '@/lib/testing/cut-bytes';
import { rawJson } from '@/lib/testing/raw-json';
import { BodyStop } from './body-stop';
import { readBody } from './read-body';
import type { SplitItem } from './split-item';
import { splitItems } from './split-items';

const inLine = rawJson([' ', '\t', '\r']);
const anywhere = rawJson([' ', '\n', '\t', '\r\n  ']);
const sizes = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 });

async function itemsOf(bytes: Uint8Array, pieces: readonly number[]) {
  const body = cutBody(bytes, pieces);
  const headers = { contentEncoding: null, contentLength: null };
  const items: SplitItem[] = [];
  let stop: unknown = null;
  try {
    for await (const item of splitItems(readBody(body, headers))) items.push(item);
  } catch (error) {
    stop = error;
  }
  return { items, stop };
}

const textOf = (item: SplitItem) => (item.ok ? item.text.trim() : item.refusal);

describe('any body', () => {
  const lines = fc
    .tuple(inLine.object, fc.array(inLine.value), fc.constantFrom('\n', '\r\n', '\n\n \n'))
    .map(([first, rest, end]) => ({ texts: [first, ...rest], body: [first, ...rest].join(end) }));
  const array = fc
    .tuple(fc.array(anywhere.value), fc.constantFrom(',', ' ,\n  ', '\n,'))
    .map(([texts, between]) => ({ texts, body: `\n[ ${texts.join(between)} ]\n` }));
  const documents = fc
    .array(anywhere.object, { minLength: 1, maxLength: 3 })
    .filter((texts) => texts.every((text, index) => index > 0 || text.includes('\n')))
    .map((texts) => ({ texts, body: texts.join('\n') }));

  it('gives the texts that were put into it, to the byte, however it is cut and packed', async () => {
    const shape = fc.oneof(lines, array, documents);
    await fc.assert(
      fc.asyncProperty(shape, sizes, fc.boolean(), async ({ texts, body }, pieces, isGzip) => {
        const bytes = isGzip ? gzipSync(body) : Buffer.from(body);
        const { items, stop } = await itemsOf(bytes, pieces);
        expect(stop).toBeNull();
        expect(items.map(textOf)).toEqual(texts.map((text) => text.trim()));
      }),
      { numRuns: 400 },
    );
  });

  it('of random bytes ends with items or with a named stop', async () => {
    const start = fc.constantFrom('', '[', '{', '{"a":1}\n', '\ufeff', '\x1f\x8b');
    await fc.assert(
      fc.asyncProperty(start, fc.uint8Array({ maxLength: 200 }), sizes, async (text, noise, p) => {
        const bytes = Buffer.concat([Buffer.from(text, 'latin1'), noise]);
        const { items, stop } = await itemsOf(bytes, p);
        if (stop !== null) expect(stop).toBeInstanceOf(BodyStop);
        for (const item of items) if (!item.ok) expect(item.refusal.message).not.toBe('');
      }),
      { numRuns: 800 },
    );
  });

  it('that is cut gives what came before the cut', async () => {
    await fc.assert(
      fc.asyncProperty(lines, fc.nat(), fc.boolean(), async ({ texts, body }, place, isGzip) => {
        const bytes = isGzip ? gzipSync(body) : Buffer.from(body);
        const { items, stop } = await itemsOf(bytes.subarray(0, place % bytes.length), [7]);
        if (stop !== null) expect(stop).toBeInstanceOf(BodyStop);
        const read = items.slice(0, -1).map(textOf);
        expect(read).toEqual(texts.slice(0, read.length).map((text) => text.trim()));
      }),
      { numRuns: 300 },
    );
  });
});

describe('neighbours of a broken one', () => {
  const good = inLine.object;
  const bad = fc.oneof(
    good.chain((text) => fc.nat(Math.max(0, text.length - 2)).map((n) => text.slice(0, n + 1))),
    fc.string({ unit: 'binary' }).map((text) => text.replaceAll(/[\n\r]/g, ' ')),
    fc.constantFrom('nope', '{', '[', '{"a":1}}', '{"a":01}', '\ufeff{', '"'),
  );
  const mixed = fc.array(fc.tuple(fc.boolean(), good, bad), { minLength: 1, maxLength: 8 });

  it('are all read from lines, each broken line being one refusal', async () => {
    await fc.assert(
      fc.asyncProperty(good, mixed, sizes, async (first, rest, pieces) => {
        const texts = [first, ...rest.map(([isGood, right, wrong]) => (isGood ? right : wrong))];
        const isGood = [true, ...rest.map(([yes]) => yes)];
        const { items } = await itemsOf(Buffer.from(texts.join('\n')), pieces);
        const written = texts.map((text, index) => ({ text: text.trim(), isGood: isGood[index] }));
        const kept = written.filter(({ text }) => /[^ \t\r]/.test(text));
        expect(items).toHaveLength(kept.length);
        for (const [index, { text, isGood }] of kept.entries()) {
          const item = items[index];
          if (isGood) expect(item && textOf(item)).toBe(text);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('are all read from an array with an element in each line', async () => {
    const cut = good
      .filter((text) => text.length > 2)
      .chain((text) => fc.integer({ min: 1, max: text.length - 1 }).map((n) => text.slice(0, n)));
    const elements = fc.array(fc.tuple(fc.boolean(), good, cut), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(elements, sizes, async (all, pieces) => {
        const texts = all.map(([isGood, right, wrong]) => (isGood ? right : wrong));
        const { items } = await itemsOf(Buffer.from(`[\n  ${texts.join(',\n  ')}\n]`), pieces);
        const read = items.filter((item) => item.ok).map(textOf);
        const expected = all.filter(([isGood]) => isGood).map(([, right]) => right.trim());
        expect(read).toEqual(expected);
      }),
      { numRuns: 400 },
    );
  });
});
