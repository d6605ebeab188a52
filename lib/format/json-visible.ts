import { NO_LINE } from './json-line-table.ts';
import type { JsonLines } from './json-lines.ts';
import { isOpening, parentLine } from './json-links.ts';

/**
 * Which lines are on the screen's rows: collapsed subtrees take one row, a long string that is
 * shown whole takes several. With all of it open there is no list: row and line are the same.
 */
export class JsonVisible {
  private readonly lines: JsonLines;
  private readonly folded: Uint8Array;
  /** Lines that take more than one row, with their number of rows. */
  private readonly tall = new Map<number, number>();
  private foldedCount = 0;
  private rows: Uint32Array | null = null;

  constructor(lines: JsonLines) {
    this.lines = lines;
    this.folded = new Uint8Array(lines.count);
  }

  get rowCount(): number {
    return this.rows?.length ?? this.lines.count;
  }

  isFolded(line: number): boolean {
    return this.folded[line] === 1;
  }

  isTall(line: number): boolean {
    return this.tall.has(line);
  }

  lineAt(row: number): number {
    return this.rows ? (this.rows[row] ?? 0) : row;
  }

  /** The first row of a line, or the row of the collapsed line that hides it. */
  rowOf(line: number): number {
    if (!this.rows) return line;
    const last = this.search(line + 1) - 1;
    return this.search(this.lineAt(Math.max(0, last)));
  }

  toggle(line: number): void {
    if (!isOpening(this.lines, line)) return;
    this.fold(line, !this.isFolded(line));
    this.build();
  }

  /** Collapses every container at this depth or below it; `Infinity` opens all. */
  foldTo(level: number): void {
    this.foldedCount = 0;
    this.folded.fill(0);
    if (level !== Number.POSITIVE_INFINITY)
      for (let line = 0; line < this.lines.count; line++)
        if ((this.lines.depth[line] ?? 0) >= level && isOpening(this.lines, line))
          this.fold(line, true);
    this.build();
  }

  /** Opens whatever hides the line. */
  reveal(line: number): void {
    let changed = false;
    for (let at = parentLine(this.lines, line); at !== NO_LINE; at = parentLine(this.lines, at)) {
      changed ||= this.isFolded(at);
      this.fold(at, false);
    }
    if (changed) this.build();
  }

  setTall(line: number, rowCount: number): void {
    if (rowCount > 1) this.tall.set(line, rowCount);
    else this.tall.delete(line);
    this.build();
  }

  private fold(line: number, folded: boolean): void {
    if (this.isFolded(line) === folded) return;
    this.folded[line] = folded ? 1 : 0;
    this.foldedCount += folded ? 1 : -1;
  }

  private build(): void {
    if (this.foldedCount === 0 && this.tall.size === 0) {
      this.rows = null;
      return;
    }
    let count = 0;
    for (let line = 0; line < this.lines.count; line = this.next(line)) count += this.height(line);
    const rows = new Uint32Array(count);
    let row = 0;
    for (let line = 0; line < this.lines.count; line = this.next(line)) {
      const stop = row + this.height(line);
      while (row < stop) rows[row++] = line;
    }
    this.rows = rows;
  }

  private height(line: number): number {
    return this.tall.size === 0 ? 1 : (this.tall.get(line) ?? 1);
  }

  private next(line: number): number {
    return (this.folded[line] === 1 ? (this.lines.link[line] ?? line) : line) + 1;
  }

  /** The first row whose line is not before the given one. */
  private search(line: number): number {
    let low = 0;
    let high = this.rowCount;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.lineAt(middle) < line) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
