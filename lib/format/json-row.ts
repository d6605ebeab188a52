import { jsonLine } from './json-line.ts';
import { LINE, NO_LINE } from './json-line-table.ts';
import type { JsonLines } from './json-lines.ts';
import {
  childCount,
  hasComma,
  isKeyed,
  isOpening,
  kindOf,
  parentLine,
  positionOf,
} from './json-links.ts';
import type { JsonVisible } from './json-visible.ts';

type JsonShape = 'open' | 'folded' | 'close' | 'value' | 'more' | 'text' | 'wrapped';

/** What the screen needs to draw one row; small enough to copy from a worker at every scroll. */
export interface JsonRow {
  readonly line: number;
  readonly number: number;
  readonly depth: number;
  readonly shape: JsonShape;
  readonly kind: 'string' | 'number' | 'literal' | 'object' | 'array' | 'text';
  readonly key: string | null;
  readonly text: string;
  /** Characters of the key that the row leaves out. */
  readonly cutKeyChars: number;
  /** Characters of the value that the row leaves out. */
  readonly cutChars: number;
  /** A long value that is shown whole. */
  readonly tall: boolean;
  /** The value's whole length in characters. */
  readonly chars: number;
  readonly children: number;
  readonly comma: boolean;
  /** From 1, among `siblings`. */
  readonly position: number;
  readonly siblings: number;
}

const KINDS = ['string', 'number', 'literal', 'object', 'array', 'object', 'array'] as const;
const CUT_VALUE = 2_000;
const CUT_KEY = 500;
/** A value shown whole takes rows of this many characters. */
const PART = 120;

export function tallRowCount(lines: JsonLines, line: number): number {
  const { valueStart, valueEnd } = jsonLine(lines, line);
  return Math.ceil((valueEnd - valueStart) / PART);
}

/** Moves a cut off the middle of a surrogate pair. */
function cut(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  return unit >= 0xdc00 && unit <= 0xdfff ? at + 1 : at;
}

function shapeOf(lines: JsonLines, visible: JsonVisible, line: number, part: number): JsonShape {
  if (kindOf(lines, line) === LINE.text)
    return line > 0 && lines.position[line] === lines.position[line - 1] ? 'wrapped' : 'text';
  if (kindOf(lines, line) === LINE.close) return 'close';
  if (isOpening(lines, line)) return visible.isFolded(line) ? 'folded' : 'open';
  return part > 0 ? 'more' : 'value';
}

export function jsonRow(lines: JsonLines, visible: JsonVisible, row: number): JsonRow {
  const line = visible.lineAt(row);
  const tall = visible.isTall(line);
  const part = tall ? row - visible.rowOf(line) : 0;
  const shape = shapeOf(lines, visible, line, part);
  const { keyStart, keyEnd, valueStart, valueEnd } = jsonLine(lines, line);
  const { text } = lines;
  const bracket = isOpening(lines, line);
  const from = tall ? cut(text, valueStart + part * PART) : valueStart;
  const room = tall ? cut(text, valueStart + (part + 1) * PART) : cut(text, from + CUT_VALUE);
  const to = bracket ? valueStart + 1 : Math.min(valueEnd, room);
  const keyTo = Math.min(keyEnd, cut(text, keyStart + CUT_KEY));
  const parent = lines.fault ? NO_LINE : parentLine(lines, line);
  const isText = shape === 'text' || shape === 'wrapped';
  return {
    line,
    number: isText ? (lines.position[line] ?? 0) : line + 1,
    depth: lines.depth[line] ?? 0,
    shape,
    kind: isText ? 'text' : (KINDS[kindOf(lines, line)] ?? 'object'),
    key: isKeyed(lines, line) && part === 0 ? text.slice(keyStart, keyTo) : null,
    text: shape === 'folded' ? bracketPair(lines, line) : text.slice(from, to),
    cutKeyChars: keyEnd - keyTo,
    cutChars: tall || bracket ? 0 : valueEnd - to,
    tall,
    chars: valueEnd - valueStart,
    children: childCount(lines, line),
    comma: (!tall || to === valueEnd) && commaAfter(lines, line, shape),
    position: positionOf(lines, line) + 1,
    siblings: parent === NO_LINE ? 1 : childCount(lines, parent),
  };
}

function bracketPair(lines: JsonLines, line: number): string {
  return kindOf(lines, line) === LINE.object ? '{}' : '[]';
}

function commaAfter(lines: JsonLines, line: number, shape: JsonShape): boolean {
  return hasComma(lines, shape === 'folded' ? (lines.link[line] ?? line) : line);
}
