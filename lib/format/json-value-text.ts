import { jsonLine } from './json-line.ts';
import { LINE } from './json-line-table.ts';
import type { JsonLines } from './json-lines.ts';
import { kindOf, matchingLine } from './json-links.ts';

/** The value of a line exactly as the producer wrote it; a bracket stands for its whole subtree. */
export function jsonValueText(lines: JsonLines, line: number): string {
  if (kindOf(lines, line) === LINE.text) return wholeTextLine(lines, line);
  const { valueStart, valueEnd } = jsonLine(lines, matchingOpening(lines, line));
  return lines.text.slice(valueStart, valueEnd);
}

function matchingOpening(lines: JsonLines, line: number): number {
  return kindOf(lines, line) === LINE.close ? matchingLine(lines, line) : line;
}

function wholeTextLine(lines: JsonLines, line: number): string {
  const number = lines.position[line];
  let first = line;
  let last = line;
  while (first > 0 && lines.position[first - 1] === number) first--;
  while (last + 1 < lines.count && lines.position[last + 1] === number) last++;
  return lines.text.slice(lines.start[first], lines.end[last]);
}
