import { jsonLine } from './json-line.ts';
import { LINE } from './json-line-table.ts';
import type { JsonLines } from './json-lines.ts';
import { isKeyed, isOpening, kindOf } from './json-links.ts';
import { searchPattern } from './search-pattern.ts';

const CLOCK_EVERY = 256;

/** A search that runs in slices: nobody waits for the end of 60 MB to scroll or to type on. */
export class JsonSearch {
  static readonly MAX_LINES = 10_000;
  /** The lines with a match in key or value, in order, each once. */
  readonly matches: number[] = [];
  done = false;
  /** More lines match than are kept. */
  capped = false;
  private readonly lines: JsonLines;
  private readonly pattern: RegExp | null;

  constructor(lines: JsonLines, needle: string) {
    this.lines = lines;
    this.pattern = searchPattern(needle);
    this.done = this.pattern === null;
  }

  /** Goes on until `deadlineMs` on the `performance.now()` clock, or to the end. */
  run(deadlineMs: number): void {
    for (let turn = 1; !this.done; turn++) {
      const match = this.pattern?.exec(this.lines.text);
      if (!match) this.done = true;
      else this.take(match.index, match.index + match[0].length);
      if (turn % CLOCK_EVERY === 0 && performance.now() >= deadlineMs) return;
    }
  }

  private take(from: number, to: number): void {
    const line = this.lineOf(from);
    const resume = this.isInside(line, from, to) ? this.keep(line, to) : from + 1;
    if (this.pattern) this.pattern.lastIndex = resume;
  }

  private keep(line: number, to: number): number {
    if (this.matches.length === JsonSearch.MAX_LINES) {
      this.capped = true;
      this.done = true;
      return to;
    }
    this.matches.push(line);
    // An opening line ends with its subtree; the lines below it are still to be looked at.
    if (isOpening(this.lines, line)) return jsonLine(this.lines, line).keyEnd;
    return Math.max(to, this.lines.end[line] ?? to);
  }

  /** A match across a colon, a comma or a bracket is in no key and no value. */
  private isInside(line: number, from: number, to: number): boolean {
    const kind = kindOf(this.lines, line);
    if (kind === LINE.text) return true;
    if (kind === LINE.close) return false;
    const { keyEnd, valueStart, valueEnd } = jsonLine(this.lines, line);
    if (isKeyed(this.lines, line) && to <= keyEnd) return true;
    return kind <= LINE.literal && from >= valueStart && to <= valueEnd;
  }

  private lineOf(offset: number): number {
    let low = 0;
    let high = this.lines.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.lines.start[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
