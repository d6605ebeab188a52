import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_PARTS, RAW_MARKS } from './raw-json';
import { scanRawJson } from './raw-json-scan';
import { RawJsonScanner } from './raw-json-scanner';

const RUNS = 8_000;

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function scanned(text: string, allowNonFinite = false) {
  const scan = scanRawJson(text, { allowNonFinite });
  if (!scan.ok) throw new Error(`${scan.message} at ${scan.position}`);
  return scan.json;
}

/** JSON texts with one or several characters replaced, removed or put in. */
const mutated = fc
  .tuple(
    fc.json({ maxDepth: 4 }),
    fc.array(
      fc.tuple(
        fc.nat(),
        fc.constantFrom(...Array.from('{}[]",:\\u0019eE+-. \n\t\u0000\ud800\udc00ntfNI')),
        fc.nat(2),
      ),
      { maxLength: 4 },
    ),
  )
  .map(([text, edits]) =>
    edits.reduce((now, [place, character, mode]) => {
      const at = place % (now.length + 1);
      return now.slice(0, at) + (mode === 0 ? '' : character) + now.slice(mode === 2 ? at : at + 1);
    }, text),
  );

describe('scanRawJson', () => {
  it('agrees with JSON.parse on what is valid, and never throws', () => {
    fc.assert(
      fc.property(mutated, (text) => scanRawJson(text).ok === isJson(text)),
      { numRuns: RUNS },
    );
  });

  it('agrees with JSON.parse on arbitrary text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
        return scanRawJson(text).ok === isJson(text);
      }),
      { numRuns: RUNS },
    );
  });

  it('reads the same in slices of any length', () => {
    fc.assert(
      fc.property(mutated, fc.integer({ min: 1, max: 9 }), (text, characters) => {
        const scanner = new RawJsonScanner(text);
        let scan = scanner.advance(characters);
        while (!scan) scan = scanner.advance(characters);
        expect(scan).toEqual(scanRawJson(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it('refuses to take apart what has too many parts, and reads it inside of another', () => {
    const list = `[${'1,'.repeat(MAX_PARTS)}1]`;
    expect(scanRawJson(list)).toMatchObject({ ok: false, reason: 'too_many' });
    expect(scanRawJson(list.replace('1,', ' '))).toMatchObject({ ok: true });
    expect(scanRawJson(`{"a":${list}}`)).toMatchObject({ ok: true });
  });

  it('gives the members that JSON.parse would', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), fc.nat(3), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const { members } = scanned(text);
        expect(members.map((m) => [m.key, JSON.parse(text.slice(m.start, m.end))])).toEqual(
          Object.entries(JSON.parse(text)),
        );
      }),
    );
  });

  it('gives the elements of an array', () => {
    const text = ' [1, "a,]", {"b": [2]} , null] ';
    expect(scanned(text).elements.map((e) => text.slice(e.start, e.end))).toEqual([
      '1',
      '"a,]"',
      '{"b": [2]}',
      'null',
    ]);
  });

  it('keeps duplicates and __proto__ as plain members', () => {
    const { members } = scanned('{"a":1,"__proto__":{"polluted":1},"a":2,"\\u0061":3}');
    expect(members.map((m) => m.key)).toEqual(['a', '__proto__', 'a', 'a']);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('reports depth, NUL, lone surrogates and huge numbers per member', () => {
    const { members, root } = scanned(
      '{"deep":[[{}]],"nul":["\\u0000"],"lone":"\\ud800x","pair":"\\ud83d\\ude00","huge":1e1001,"big":1e309}',
    );
    expect(members.map((m) => [m.key, m.depth, m.marks])).toEqual([
      ['deep', 3, 0],
      ['nul', 1, RAW_MARKS.nul],
      ['lone', 0, RAW_MARKS.loneSurrogate],
      ['pair', 0, 0],
      ['huge', 0, RAW_MARKS.hugeNumber],
      ['big', 0, 0],
    ]);
    expect(root).toMatchObject({ depth: 4, marks: 7 });
  });

  it('takes the tokens of Python only when asked', () => {
    expect(scanRawJson('[NaN]').ok).toBe(false);
    expect(scanned('[NaN, -Infinity, Infinity]', true).root.marks).toBe(RAW_MARKS.nonFinite);
  });

  it('reads a million levels, in any slices', () => {
    const text = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const scanner = new RawJsonScanner(text);
    let slices = 0;
    let scan = scanner.advance(10_000);
    for (; !scan; slices += 1) scan = scanner.advance(10_000);
    expect(scan).toMatchObject({ ok: true, json: { root: { depth: 1_000_000 } } });
    expect(slices).toBeGreaterThan(100);
  });

  it('names the place of a fault', () => {
    expect(scanRawJson('{"a":1,}')).toEqual({
      ok: false,
      reason: 'syntax',
      position: 7,
      message: 'expected a key in quotes',
    });
    const tooEarly =
      'a string that ends too early, or holds a line break that is not written as \\n';
    for (const end of ['\n', '\r\n']) {
      expect(scanRawJson(`{"id":"x${end}`)).toMatchObject({ position: 8, message: tooEarly });
    }
    expect(scanRawJson('{"id":"x\t"}')).toMatchObject({
      message: 'a control character inside a string',
    });
  });
});
