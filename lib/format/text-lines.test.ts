import fc from 'fast-check';
import { expect, it } from 'vitest';
import { textLines } from './text-lines.ts';

function shown(text: string, wrapAt = 10): string[] {
  const lines = textLines(text, wrapAt);
  return Array.from({ length: lines.count }, (_, row) =>
    text.slice(lines.start[row], lines.end[row]),
  );
}

it('ends lines at LF and CRLF and starts none after the last newline', () => {
  expect(shown('a\r\nb\n\nc\n')).toEqual(['a', 'b', '', 'c']);
  expect(shown('')).toEqual(['']);
});

it('wraps long lines under one number, off surrogate pairs and colour sequences', () => {
  expect(shown('123456789😀x')).toEqual(['123456789', '😀x']);
  expect(shown('12345678\x1b[31mred')).toEqual(['12345678', '\x1b[31mred']);
  expect([...textLines('0123456789abc\nx', 10).number]).toEqual([1, 1, 2]);
});

it('loses nothing but the line ends', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '\n', '😀', '\x1b', '[', 'm') }), (text) => {
      expect(shown(text, 4).join('')).toBe(text.replaceAll('\n', ''));
    }),
  );
});

it('wraps one line of many megabytes at once', () => {
  expect(textLines('x'.repeat(5_000_000), 200).count).toBe(25_000);
}, 2_000);
