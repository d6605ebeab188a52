import type { JsonFault } from '@/lib/format/json-fault';
import { LINE, NO_LINE } from '@/lib/format/json-line-table';
import { type JsonLines, jsonLines } from '@/lib/format/json-lines';
import { kindOf, parentLine } from '@/lib/format/json-links';
import { jsonPath } from '@/lib/format/json-path';
import { type JsonRow, jsonRow, tallRowCount } from '@/lib/format/json-row';
import { JsonSearch } from '@/lib/format/json-search';
import { jsonValueText } from '@/lib/format/json-value-text';
import { JsonVisible } from '@/lib/format/json-visible';

export interface JsonSummary {
  readonly chars: number;
  readonly bytes: number;
  readonly lineCount: number;
  readonly rowCount: number;
  readonly fault: JsonFault | null;
  /** The row of the fault, when the text is shown as it is. */
  readonly faultRow: number;
  readonly nonStandard: boolean;
  /** Bytes that were no UTF-8 and stand as U+FFFD. */
  readonly replaced: boolean;
  readonly firstRows: readonly JsonRow[];
}

/** How many rows there are now, and the current one: where the asked line is, or what hides it. */
export interface JsonView {
  readonly rowCount: number;
  readonly row: number;
  readonly line: number;
}

export interface JsonMatches {
  readonly count: number;
  readonly capped: boolean;
}

const FIRST_ROWS = 60;
const SLICE_MS = 12;

/** Holds the text and answers for it: in a worker, or in place when the text is short. */
export class JsonEngine {
  readonly summary: JsonSummary;
  private readonly lines: JsonLines;
  private readonly visible: JsonVisible;
  private search: JsonSearch | null = null;

  constructor(text: string, bytes: number, replaced: boolean) {
    this.lines = jsonLines(text);
    this.visible = new JsonVisible(this.lines);
    const { count, fault, nonStandard } = this.lines;
    this.summary = {
      ...{ chars: text.length, bytes, fault, nonStandard, replaced },
      rowCount: count,
      lineCount: fault ? (this.lines.position[count - 1] ?? 0) : count,
      faultRow: fault ? this.rowAt(fault.offset) : 0,
      firstRows: this.rows(0, FIRST_ROWS),
    };
  }

  rows(from: number, to: number): JsonRow[] {
    const length = Math.max(0, Math.min(to, this.visible.rowCount) - from);
    return Array.from({ length }, (_, index) => jsonRow(this.lines, this.visible, from + index));
  }

  /** Makes a line the current one. */
  show(line: number): JsonView {
    return this.viewOf(line);
  }

  toggle(line: number): JsonView {
    this.visible.toggle(line);
    return this.viewOf(line);
  }

  foldTo(level: number, line: number): JsonView {
    this.visible.foldTo(level);
    return this.viewOf(line);
  }

  /** Shows a cut value on as many rows as it takes, or cuts it again. */
  showAll(line: number, all: boolean): JsonView {
    this.visible.setTall(line, all ? tallRowCount(this.lines, line) : 1);
    return this.viewOf(line);
  }

  /** The row that many rows away; closing brackets and the rest of long values do not count. */
  step(row: number, by: number): JsonView {
    const direction = Math.sign(by);
    let left = Math.abs(by);
    let stop = row;
    for (let at = row + direction; left > 0; at += direction) {
      if (at < 0 || at >= this.visible.rowCount) break;
      if (!this.isStop(at)) continue;
      stop = at;
      left--;
    }
    return this.viewOf(this.visible.lineAt(stop));
  }

  /** The first row, or the last one that counts. */
  edge(end: boolean): JsonView {
    return end ? this.step(this.visible.rowCount, -1) : this.viewOf(0);
  }

  parent(line: number): JsonView {
    const parent = this.lines.fault ? NO_LINE : parentLine(this.lines, line);
    return this.viewOf(parent === NO_LINE ? line : parent);
  }

  path(line: number, root: string): string {
    return jsonPath(this.lines, line, root);
  }

  value(line: number): string {
    return jsonValueText(this.lines, line);
  }

  all(): string {
    return this.lines.text;
  }

  /** In slices, so that scrolling is answered in between; null when a newer search took over. */
  async find(needle: string): Promise<JsonMatches | null> {
    const search = new JsonSearch(this.lines, needle);
    this.search = search;
    for (;;) {
      search.run(performance.now() + SLICE_MS);
      if (this.search !== search) return null;
      if (search.done) return { count: search.matches.length, capped: search.capped };
      await new Promise((resume) => setTimeout(resume, 0));
    }
  }

  /** The first match at or after a line. */
  matchFrom(line: number): number {
    const index = this.search?.matches.findIndex((match) => match >= line) ?? -1;
    return Math.max(0, index);
  }

  openMatch(index: number): JsonView {
    const line = this.search?.matches[index] ?? 0;
    if (!this.lines.fault) this.visible.reveal(line);
    return this.viewOf(line);
  }

  private viewOf(line: number): JsonView {
    const row = this.visible.rowOf(line);
    return { rowCount: this.visible.rowCount, row, line: this.visible.lineAt(row) };
  }

  private isStop(row: number): boolean {
    const line = this.visible.lineAt(row);
    if (kindOf(this.lines, line) === LINE.close) return false;
    return !this.visible.isTall(line) || this.visible.rowOf(line) === row;
  }

  private rowAt(offset: number): number {
    const after = this.lines.start.findIndex((start) => start > offset);
    return after < 0 ? this.lines.count - 1 : Math.max(0, after - 1);
  }
}
