import { LINE, NO_LINE } from './json-line-table.ts';
import type { JsonLines } from './json-lines.ts';

export function kindOf(lines: JsonLines, line: number): number {
  return (lines.kind[line] ?? LINE.text) & LINE.mask;
}

export function isKeyed(lines: JsonLines, line: number): boolean {
  return ((lines.kind[line] ?? 0) & LINE.keyed) !== 0;
}

/** True for a bracket with children below it: what can be collapsed. */
export function isOpening(lines: JsonLines, line: number): boolean {
  const kind = kindOf(lines, line);
  return kind === LINE.object || kind === LINE.array;
}

/** The line of the other bracket; the line itself where it has none. */
export function matchingLine(lines: JsonLines, line: number): number {
  if (isOpening(lines, line)) return lines.link[line] ?? line;
  return kindOf(lines, line) === LINE.close ? (lines.position[line] ?? line) : line;
}

/** The opening line of the container that holds this line; `NO_LINE` at the root. */
export function parentLine(lines: JsonLines, line: number): number {
  return lines.link[isOpening(lines, line) ? (lines.link[line] ?? 0) : line] ?? NO_LINE;
}

/** Position among its siblings, from 0. */
export function positionOf(lines: JsonLines, line: number): number {
  const kind = kindOf(lines, line);
  if (kind === LINE.text) return 0;
  return lines.position[kind === LINE.close ? (lines.position[line] ?? 0) : line] ?? 0;
}

export function childCount(lines: JsonLines, line: number): number {
  if (!isOpening(lines, line)) return 0;
  return positionOf(lines, (lines.link[line] ?? 1) - 1) + 1;
}

/** True where a comma follows in the text. */
export function hasComma(lines: JsonLines, line: number): boolean {
  if (lines.fault !== null || isOpening(lines, line)) return false;
  return line + 1 < lines.count && kindOf(lines, line + 1) !== LINE.close;
}
