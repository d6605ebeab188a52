import { type TextLines, textLines } from './text-lines.ts';

const ANSI_COLORS = [
  'black',
  'red',
  'green',
  'yellow',
  'blue',
  'magenta',
  'cyan',
  'white',
] as const;
export type AnsiColor = (typeof ANSI_COLORS)[number];

export interface AnsiStyle {
  readonly color?: AnsiColor;
  readonly background?: AnsiColor;
  readonly bold?: true;
  readonly dim?: true;
  readonly italic?: true;
  readonly underline?: true;
  readonly strike?: true;
}

export type AnsiRun = readonly [text: string, style: AnsiStyle];

const SGR = /\x1b\[([\d;:]*)m/g;
const PLAIN: AnsiStyle = {};

/** The nearest of the eight names: exact colours could be unreadable, or hide a text on its ground. */
function nearest(red: number, green: number, blue: number): AnsiColor {
  const most = Math.max(red, green, blue);
  const bit = (part: number) => (part > most / 2 && most > 48 ? 1 : 0);
  return ANSI_COLORS[bit(red) + 2 * bit(green) + 4 * bit(blue)] ?? 'white';
}

function indexed(index: number): AnsiColor {
  if (index < 16) return ANSI_COLORS[index % 8] ?? 'white';
  if (index >= 232) return index < 244 ? 'black' : 'white';
  const cube = index - 16;
  return nearest(Math.floor(cube / 36) * 51, (Math.floor(cube / 6) % 6) * 51, (cube % 6) * 51);
}

/** Reads `5;n` or `2;r;g;b` after a 38 or 48; answers the colour and how many codes it took. */
function extended(codes: number[], at: number): [AnsiColor, number] {
  const [mode = 0, first = 0, second = 0, third = 0] = codes.slice(at, at + 4);
  return mode === 5 ? [indexed(first), 2] : [nearest(first, second, third), 4];
}

/** Concealed text (8) and reversed video (7) stay as they are: nothing that was printed is hidden. */
function styled(style: AnsiStyle, codes: number[]): AnsiStyle {
  let next: AnsiStyle = style;
  for (let at = 0; at < codes.length; at++) {
    const code = codes[at] ?? 0;
    const color = ANSI_COLORS[code % 10];
    if (code === 0) next = PLAIN;
    else if (code === 1) next = { ...next, bold: true };
    else if (code === 2) next = { ...next, dim: true };
    else if (code === 3) next = { ...next, italic: true };
    else if (code === 4) next = { ...next, underline: true };
    else if (code === 9) next = { ...next, strike: true };
    else if (code === 22) next = { ...next, bold: undefined, dim: undefined };
    else if (code === 23) next = { ...next, italic: undefined };
    else if (code === 24) next = { ...next, underline: undefined };
    else if (code === 29) next = { ...next, strike: undefined };
    else if (code === 39) next = { ...next, color: undefined };
    else if (code === 49) next = { ...next, background: undefined };
    else if (code === 38 || code === 48) {
      const [found, taken] = extended(codes, at + 1);
      next = code === 38 ? { ...next, color: found } : { ...next, background: found };
      at += taken;
    } else if (color && [3, 9].includes(Math.floor(code / 10))) next = { ...next, color };
    else if (color && [4, 10].includes(Math.floor(code / 10)))
      next = { ...next, background: color };
  }
  return next;
}

function codesOf(parameters: string): number[] {
  return parameters.split(/[;:]/).map(Number);
}

/** Printed text as lines; the colours of a line are worked out when it is asked for. */
export class AnsiLines {
  static readonly WRAP = 500;
  readonly lines: TextLines;
  private readonly text: string;
  /** Where the style changes in the text, and what it is from there on. */
  private readonly changeAt: number[] = [];
  private readonly changeTo: AnsiStyle[] = [];

  constructor(text: string) {
    this.text = text;
    this.lines = textLines(text, AnsiLines.WRAP);
    let style = PLAIN;
    for (const match of text.matchAll(SGR)) {
      style = styled(style, codesOf(match[1] ?? ''));
      this.changeAt.push(match.index);
      this.changeTo.push(style);
    }
  }

  runs(row: number): AnsiRun[] {
    const end = this.lines.end[row] ?? 0;
    let from = this.lines.start[row] ?? 0;
    const runs: AnsiRun[] = [];
    const push = (to: number, style: AnsiStyle) => {
      if (to > from) runs.push([this.text.slice(from, to), style]);
    };
    let change = this.changesBefore(from);
    for (; (this.changeAt[change] ?? end) < end; change++) {
      const at = this.changeAt[change] ?? end;
      push(at, this.changeTo[change - 1] ?? PLAIN);
      from = this.text.indexOf('m', at) + 1;
    }
    push(end, this.changeTo[change - 1] ?? PLAIN);
    return runs;
  }

  private changesBefore(offset: number): number {
    let low = 0;
    let high = this.changeAt.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.changeAt[middle] ?? 0) < offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
