/** Where and why a text stops being JSON. Line and column count from 1. */
export interface JsonFault {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

function reason(text: string, offset: number): string {
  if (text.trim() === '') return 'the text is empty';
  const point = text.codePointAt(offset);
  if (point === undefined) return 'the text ends before the value is complete';
  const hex = `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
  if (point < 32) return `${hex} has to be escaped inside a string`;
  return point > 32 && point < 127
    ? `unexpected ${String.fromCodePoint(point)}`
    : `unexpected ${hex}`;
}

export function jsonFault(text: string, offset: number): JsonFault {
  let line = 1;
  let from = 0;
  for (;;) {
    const newline = text.indexOf('\n', from);
    if (newline < 0 || newline >= offset) break;
    line++;
    from = newline + 1;
  }
  return { offset, line, column: offset - from + 1, message: reason(text, offset) };
}
