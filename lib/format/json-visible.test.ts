import { describe, expect, it } from 'vitest';
import { jsonLines } from './json-lines.ts';
import { jsonRow, tallRowCount } from './json-row.ts';
import { JsonVisible } from './json-visible.ts';

const lines = jsonLines('{"a":{"b":{"c":1},"d":2},"e":[3,4],"f":"x"}');

function shown(visible: JsonVisible): string[] {
  return Array.from({ length: visible.rowCount }, (_, row) => {
    const { key, text, comma } = jsonRow(lines, visible, row);
    return `${key ?? ''}${text}${comma ? ',' : ''}`;
  });
}

describe('visible lines', () => {
  it('are all lines at first', () => {
    const visible = new JsonVisible(lines);
    expect(visible.rowCount).toBe(lines.count);
    expect(shown(visible).slice(0, 4)).toEqual(['{', '"a"{', '"b"{', '"c"1']);
  });

  it('collapse to a level and open again', () => {
    const visible = new JsonVisible(lines);
    visible.foldTo(1);
    expect(shown(visible)).toEqual(['{', '"a"{},', '"e"[],', '"f""x"', '}']);
    visible.toggle(1);
    expect(shown(visible)).toEqual(['{', '"a"{', '"b"{},', '"d"2', '},', '"e"[],', '"f""x"', '}']);
    visible.foldTo(Number.POSITIVE_INFINITY);
    expect(visible.rowCount).toBe(lines.count);
  });

  it('know the row of a line, hidden or not', () => {
    const visible = new JsonVisible(lines);
    visible.foldTo(1);
    expect(visible.rowOf(3)).toBe(1);
    visible.reveal(3);
    expect(visible.rowOf(3)).toBe(3);
    expect(visible.lineAt(visible.rowOf(7))).toBe(7);
  });

  it('cut a long string, and show all of it on more rows', () => {
    const long = jsonLines(JSON.stringify({ s: 'y'.repeat(5_000), t: 1 }));
    const visible = new JsonVisible(long);
    expect(jsonRow(long, visible, 1)).toMatchObject({ cutChars: 3_002, chars: 5_002 });
    visible.setTall(1, tallRowCount(long, 1));
    const rows = Array.from({ length: 42 }, (_, row) => jsonRow(long, visible, row + 1));
    expect(rows.map((row) => row.text).join('')).toBe(`"${'y'.repeat(5_000)}"`);
    expect(rows.map((row) => row.comma).lastIndexOf(true)).toBe(41);
    expect(jsonRow(long, visible, 43)).toMatchObject({ key: '"t"', text: '1' });
    visible.setTall(1, 1);
    expect(visible.rowCount).toBe(4);
  });
});
