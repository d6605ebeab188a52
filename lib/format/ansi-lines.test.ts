import fc from 'fast-check';
import { expect, it } from 'vitest';
import { AnsiLines } from './ansi-lines.ts';

function rows(text: string) {
  const ansi = new AnsiLines(text);
  return Array.from({ length: ansi.lines.count }, (_, row) => ansi.runs(row));
}

it('colours runs and carries the style over lines', () => {
  expect(rows('a\x1b[1;31mb\nc\x1b[0md')).toEqual([
    [
      ['a', {}],
      ['b', { bold: true, color: 'red' }],
    ],
    [
      ['c', { bold: true, color: 'red' }],
      ['d', {}],
    ],
  ]);
});

it('brings bright, indexed and true colours to the eight names', () => {
  expect(rows('\x1b[92ma\x1b[38;5;196mb\x1b[38;2;10;20;250;48;5;3mc')).toEqual([
    [
      ['a', { color: 'green' }],
      ['b', { color: 'red' }],
      ['c', { color: 'blue', background: 'yellow' }],
    ],
  ]);
});

it('leaves other sequences and concealed text to be seen', () => {
  expect(rows('\x1b[2K\x1b[8mx')).toEqual([
    [
      ['\x1b[2K', {}],
      ['x', {}],
    ],
  ]);
});

it('loses nothing but colours and line ends', () => {
  const piece = fc.constantFrom(
    'a',
    '\n',
    '\x1b[31m',
    '\x1b[m',
    '\x1b',
    '[',
    'm',
    '😀',
    '\x1b[38;5;m',
    'x'.repeat(300),
  );
  fc.assert(
    fc.property(fc.array(piece), (pieces) => {
      const text = pieces.join('');
      const shown = rows(text)
        .flat()
        .map(([run]) => run)
        .join('');
      expect(shown).toBe(text.replace(/\x1b\[[\d;:]*m|\n/g, ''));
    }),
  );
});
