import fc from 'fast-check';
import { expect, it } from 'vitest';
import { visibleText } from './visible-text.ts';

it('leaves plain text, tabs and other scripts alone', () => {
  expect(visibleText('')).toEqual([]);
  expect(visibleText('a\tb größe 日本 שלום 😀')).toEqual([['a\tb größe 日本 שלום 😀', false]]);
});

it('names bidi, control, zero-width and lone surrogate characters', () => {
  expect(visibleText('a\u202eb')).toEqual([
    ['a', false],
    ['U+202E', true],
    ['b', false],
  ]);
  expect(visibleText('\0\u200b\ud800')).toEqual([
    ['U+0000', true],
    ['U+200B', true],
    ['U+D800', true],
  ]);
  expect(visibleText('\u{e0041}')).toEqual([['U+E0041', true]]);
});

it('gives equal neighbours one badge', () => {
  expect(visibleText(`x${'\0'.repeat(1997)}`)).toEqual([
    ['x', false],
    ['U+0000 ×1997', true],
  ]);
});

it('never lets an unseen character through, in a bounded number of runs', () => {
  const unseen = fc.constantFrom(
    '\0',
    '\x1b',
    '\r',
    '\u202e',
    '\u2066',
    '\u200b',
    '\ufeff',
    '\x85',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(unseen, fc.string()), { maxLength: 500 }), (parts) => {
      const runs = visibleText(parts.join(''));
      expect(runs.length).toBeLessThan(210);
      for (const [text] of runs)
        expect(text).not.toMatch(
          /[\0-\x08\x0a-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/,
        );
    }),
  );
});
