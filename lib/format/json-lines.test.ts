import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { jsonLine } from './json-line.ts';
import { LINE } from './json-line-table.ts';
import { type JsonLines, jsonLines } from './json-lines.ts';
import { childCount, hasComma, isOpening, kindOf, matchingLine } from './json-links.ts';
import { jsonValueText } from './json-value-text.ts';

/** The source again, out of nothing but the lines. */
function joined(lines: JsonLines): string {
  let text = '';
  for (let line = 0; line < lines.count; line++) {
    const { keyStart, keyEnd, valueStart, valueEnd } = jsonLine(lines, line);
    if (keyEnd > keyStart) text += `${lines.text.slice(keyStart, keyEnd)}:`;
    const kind = kindOf(lines, line);
    if (isOpening(lines, line)) text += lines.text.charAt(valueStart);
    else if (kind === LINE.emptyObject) text += '{}';
    else if (kind === LINE.emptyArray) text += '[]';
    else text += lines.text.slice(valueStart, valueEnd);
    if (hasComma(lines, line)) text += ',';
  }
  return text;
}

const spacing = fc.constantFrom<string | number | undefined>(undefined, 1, 2, '\t', '\r\n ');

describe('any JSON text', () => {
  it('has the lines of the pretty-printed text and gives back the minified one', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 6 }), spacing, (value, space) => {
        const lines = jsonLines(JSON.stringify(value, null, space));
        expect(lines.fault).toBeNull();
        expect(joined(lines)).toBe(JSON.stringify(value));
        expect(lines.count).toBe(JSON.stringify(value, null, 1).split('\n').length);
      }),
    );
  });

  it('knows brackets, children and raw values', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        const lines = jsonLines(JSON.stringify(value));
        for (let line = 0; line < lines.count; line++) {
          expect(matchingLine(lines, matchingLine(lines, line))).toBe(line);
          const parsed: unknown = JSON.parse(jsonValueText(lines, line));
          if (!isOpening(lines, line)) continue;
          expect(childCount(lines, line)).toBe(Object.keys(parsed as object).length);
          expect(lines.depth[matchingLine(lines, line)]).toBe(lines.depth[line]);
        }
      }),
    );
  });

  it('is JSON here exactly when JSON.parse takes it', () => {
    const piece = fc.constantFrom(
      ...'{}[],:"\\ \n-+.0159eEu',
      '"a"',
      'true',
      'null',
      '1.0',
      '\\u00',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 9 }), (pieces) => {
        const text = pieces.join('');
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        expect(jsonLines(text).fault === null).toBe(valid);
      }),
      { numRuns: 3000 },
    );
  });
});

describe('what a parse would lose', () => {
  it('keeps digits, duplicates, order and escapes', () => {
    const text = '{"b":1.0,"a":12345678901234567890,"b":1E+2,"\\u0061":"\\/\\u00e9"}';
    expect(joined(jsonLines(text))).toBe(text);
    expect(jsonLines(text).count).toBe(6);
  });

  it('lets NaN and Infinity through and says so', () => {
    const lines = jsonLines('[NaN,-Infinity,Infinity,1e5]');
    expect([lines.fault, lines.nonStandard, lines.count]).toEqual([null, true, 6]);
    expect(jsonLines('[1e5]').nonStandard).toBe(false);
  });
});

it('goes a hundred thousand brackets deep', () => {
  const deep = 100_000;
  const lines = jsonLines('['.repeat(deep) + ']'.repeat(deep));
  expect(lines.count).toBe(2 * deep - 1);
  expect(lines.depth[deep - 1]).toBe(deep - 1);
  expect(matchingLine(lines, 0)).toBe(2 * deep - 2);
});

describe('a text that is not JSON', () => {
  it('says where and why', () => {
    expect(jsonLines('{"a": 1,\n "b": oops}').fault).toEqual({
      ...{ offset: 15, line: 2, column: 7 },
      message: 'unexpected o',
    });
    expect(jsonLines('{"a": [1, 2').fault?.message).toMatch(/ends before/);
    expect(jsonLines('"a\nb"').fault?.message).toMatch(/U\+000A has to be escaped/);
    expect(jsonLines(' ').fault?.message).toBe('the text is empty');
  });

  it('comes as its lines, long ones wrapped under one number', () => {
    const lines = jsonLines(`oops\n${'x'.repeat(450)}`);
    expect([...lines.position]).toEqual([1, 2, 2, 2]);
    expect(jsonValueText(lines, 2)).toBe('x'.repeat(450));
  });
});
