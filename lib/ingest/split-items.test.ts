import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutBytes } from '@/lib/testing/cut-bytes';
import { splitItems } from './split-items';

async function split(body: string | Uint8Array, sizes: readonly number[] = []) {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  const items: string[] = [];
  for await (const item of splitItems(cutBytes(bytes, sizes))) {
    items.push(item.ok ? item.text.trim() : `! ${item.refusal.message}`);
  }
  return items;
}

const A = '{"a":1}';
const B = '{"b":"}\\"]"}';
const PRETTY = JSON.stringify({ a: [{ b: 1 }], c: { d: '\n' } }, null, 2);

describe('splitItems', () => {
  it.each([
    ['one object', A, [A]],
    ['one object on several lines', PRETTY, [PRETTY]],
    ['lines', `${A}\n${B}\n`, [A, B]],
    ['lines without the last end', `${A}\n${B}`, [A, B]],
    ['CRLF, empty lines and blanks', `\r\n ${A}\r\n\r\n  \r\n${B}\r\n`, [A, B]],
    ['a byte order mark', `\ufeff${A}\n\ufeff${B}`, [A, B]],
    ['an array', `[${A},${B}]`, [A, B]],
    [
      'an array on several lines',
      JSON.stringify([JSON.parse(A), 2], null, 2),
      ['{\n    "a": 1\n  }', '2'],
    ],
    ['arrays one after the other', `[${A}]\n[${B}]`, [A, B]],
    ['an array without commas', `[${A} ${B}]`, [A, B]],
    ['documents one after the other', `${PRETTY}\n${PRETTY}${A}`, [PRETTY, PRETTY, A]],
    ['objects on one line', `${A}${B}${A}`, [A, B, A]],
    ['scalars', '[1,"a,]",null]', ['1', '"a,]"', 'null']],
    ['nothing', ' \n', []],
    ['no bytes', '', []],
    ['an empty array', '[]', []],
  ])('reads %s', async (_, body, items) => {
    expect(await split(body)).toEqual(items);
  });

  it.each([
    ['first', `{"x"\n${A}\n${B}`],
    ['first with an open string', `{"x":"\n${A}\n${B}`],
    ['first with open brackets', `{"x":[{\n${A}\n${B}`],
  ])('keeps the lines beside a broken %s line', async (_, body) => {
    const items = await split(body);
    expect(items[0]).toMatch(/^! Not JSON/);
    expect(items.slice(1)).toEqual([A, B]);
  });

  it('keeps the lines beside a broken one in the middle and at the end', async () => {
    expect(await split(`${A}\nnope\n${B}\n{"x":`)).toEqual([
      A,
      expect.stringMatching(/^! Not JSON: expected a value/),
      B,
      expect.stringMatching(/^! Not JSON: the text ends/),
    ]);
  });

  it('keeps the documents beside a broken one', async () => {
    const broken = PRETTY.replace('"b": 1', '"b": ,');
    expect(await split(`${broken}\n${PRETTY}\n`)).toEqual([expect.stringMatching(/^!/), PRETTY]);
  });

  it('goes on after a broken element of an array', async () => {
    expect(await split(`[${A},{"x":},nope,${B}]`)).toEqual([
      A,
      expect.stringMatching(/^!/),
      expect.stringMatching(/^!/),
      B,
    ]);
  });

  it('finds the next line of an array after an element that is not closed', async () => {
    expect(await split(`[\n  ${A},\n  {"x":[1,\n  ${B},\n  {"y":"\n  ${A}\n]`)).toEqual([
      A,
      expect.stringMatching(/^!/),
      B,
      expect.stringMatching(/^!/),
      A,
    ]);
  });

  it('says that nothing after unmatched brackets could be read', async () => {
    const items = await split(`[${A},{"x":[},${B}]\n${A}`);
    expect(items).toEqual([A, expect.stringContaining('nothing after it could be read')]);
  });

  it('says that an array was cut', async () => {
    expect(await split(`[${A},`)).toEqual([A, expect.stringContaining('no closing bracket')]);
  });

  it('marks invalid UTF-8', async () => {
    const body = Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xff]), Buffer.from('"}')]);
    const { value } = await splitItems(cutBytes(body, [])).next();
    expect(value).toMatchObject({ ok: true, text: '{"a":"\ufffd"}', hadInvalidUtf8: true });
  });

  it('gives the same items however the body is cut', async () => {
    const piece = fc.oneof(
      fc.json({ maxDepth: 3 }),
      fc.object({ maxDepth: 2 }).map((value) => JSON.stringify(value, null, 2)),
      fc.constantFrom(A, B, PRETTY, '{"x":"', '{', ']', 'é😀', '[', ',', '\r\n', '\ufeff'),
    );
    const body = fc
      .array(fc.tuple(piece, fc.constantFrom('\n', '\r\n', ',', '', '\n  ')))
      .map((all) => all.map(([text, between]) => text + between).join(''));
    await fc.assert(
      fc.asyncProperty(
        body,
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        fc.constantFrom('', '['),
        async (text, sizes, opening) => {
          const whole = await split(opening + text);
          expect(await split(opening + text, sizes)).toEqual(whole);
        },
      ),
      { numRuns: 700 },
    );
  });
});
