import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countJsonParts, printJsonTree, readJsonTree } from './json-tree';
import { shrinkJson } from './shrink-json';

const shrink = (text: string, happens: (text: string) => boolean, maxTries = 10_000) =>
  shrinkJson(text, { happens: async (candidate) => happens(candidate), maxTries });

describe('a JSON tree', () => {
  it('keeps every token', () => {
    const text =
      '{"z": 1.0, "a": [1e2, {"k": null}, []], "a": 12345678901234567890, "é": "\\u0000"}';
    expect(printJsonTree(readJsonTree(text))).toBe(text);
    expect(countJsonParts(readJsonTree(text))).toBe(8);
  });

  it('gives back any value, at any depth', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        expect(JSON.parse(printJsonTree(readJsonTree(text)))).toEqual(JSON.parse(text));
      }),
    );
    const deep = '['.repeat(20_000) + ']'.repeat(20_000);
    expect(printJsonTree(readJsonTree(deep))).toBe(deep);
  });
});

describe('the smallest that still fails', () => {
  it('is what the failure reads', async () => {
    const context = {
      ...Object.fromEntries(Array.from({ length: 200 }, (_, at) => [`key ${at}`, at])),
      part: { id: 34, lines: [{ price: 1 }, { price: null }, { price: 3 }], name: 'x' },
    };
    const found = await shrink(JSON.stringify(context), (text) =>
      JSON.parse(text).part?.lines?.some((line: { price?: unknown }) => line.price === null),
    );
    expect(JSON.parse(found.text)).toEqual({ part: { lines: [{ price: null }] } });
    expect(found).toMatchObject({ parts: 4, partsBefore: 210, isSmallest: true });
    expect(found.tries).toBeLessThan(60);
  });

  it('leaves out everything that happens anyway', async () => {
    expect((await shrink('{"a": [1, {"b": 2}]}', () => true)).text).toBe('{}');
  });

  it('still fails, and nothing more can be left out of it', async () => {
    // What is needed: some of the numbers, wherever they stand.
    const needed = fc.uniqueArray(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), needed, async (value, numbers) => {
        const text = JSON.stringify([value, ...numbers.map((one) => ({ deep: [one, value] }))]);
        const happens = (candidate: string) => {
          const tokens = new Set(candidate.match(/-?\d+(\.\d+)?/g));
          return numbers.every((one) => tokens.has(String(one)));
        };
        const found = await shrink(text, happens);
        expect(happens(found.text)).toBe(true);
        expect(found.isSmallest).toBe(true);
        const again = await shrink(found.text, happens);
        expect(again.text).toBe(found.text);
      }),
      { numRuns: 60 },
    );
  });

  it('ends when it is told to, with what it has', async () => {
    const stop = new AbortController();
    const found = await shrinkJson('[1, 2, 3, 4, 5, 6, 7, 8]', {
      happens: async (text) => text.includes('8'),
      onProgress: ({ tries }) => tries > 2 && stop.abort(),
      signal: stop.signal,
      maxTries: 1_000,
    });
    expect(found.isSmallest).toBe(false);
    expect(found.text).toContain('8');
    const few = await shrink('[1, 2, 3, 4, 5, 6, 7, 8]', (text) => text.includes('8'), 2);
    expect(few).toMatchObject({ tries: 2, isSmallest: false });
  });
});
