import type { JsonLines } from './json-lines.ts';
import { isKeyed } from './json-links.ts';
import { skipSpace, stringEnd } from './json-token.ts';

/** Offsets into the text. Without a key, `keyStart` equals `keyEnd`. */
export interface JsonLine {
  readonly keyStart: number;
  readonly keyEnd: number;
  readonly valueStart: number;
  /** Of a container this is the end of the whole subtree. */
  readonly valueEnd: number;
}

export function jsonLine(lines: JsonLines, line: number): JsonLine {
  const start = lines.start[line] ?? 0;
  const valueEnd = lines.end[line] ?? start;
  if (!isKeyed(lines, line)) return { keyStart: start, keyEnd: start, valueStart: start, valueEnd };
  const keyEnd = stringEnd(lines.text, start);
  const colon = skipSpace(lines.text, keyEnd);
  return { keyStart: start, keyEnd, valueStart: skipSpace(lines.text, colon + 1), valueEnd };
}
