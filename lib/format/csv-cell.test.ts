import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine, csvText } from './csv-cell';

/** RFC 4180, as a reader that knows nothing of the writer. */
function parse(text: string): string[][] {
  const records: string[][] = [[]];
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/y;
  while (cell.lastIndex < text.length) {
    const match = cell.exec(text);
    if (!match) throw new Error(`no CSV at ${cell.lastIndex}: ${text}`);
    records.at(-1)?.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === '\r\n') records.push([]);
  }
  return records.slice(0, -1);
}

const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('=', '+', '-', '@', '\t', '\r', '\n', '"', ',', "'", 'a', '1'),
  }),
);

test('what is written is read, cell by cell, and no cell is a formula', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(hostile, hostile, hostile), { minLength: 1, maxLength: 4 }),
      (rows) => {
        const read = parse(rows.map((row) => csvLine(row.map(csvText))).join(''));
        expect(read.map((row) => row.length)).toEqual(rows.map(() => 3));
        for (const [index, row] of read.entries()) {
          for (const [place, cell] of row.entries()) {
            const written = rows[index]?.[place] ?? '';
            expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
            expect([written, `'${written}`]).toContain(cell);
          }
        }
      },
    ),
  );
});

test.each([
  ['=1+1', "'=1+1"],
  ['-5', "'-5"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t=1"],
  ['\r=1', `"'\r=1"`],
  ['a "b", c', '"a ""b"", c"'],
  ['plain', 'plain'],
  ['', ''],
])('%j is %j', (text, cell) => {
  expect(csvText(text)).toBe(cell);
});
