/** No line: the parent of the root. */
export const NO_LINE = 0xffffffff;

/** What a line shows. The value of a keyed line has `keyed` added. */
export const LINE = {
  string: 0,
  number: 1,
  literal: 2,
  emptyObject: 3,
  emptyArray: 4,
  object: 5,
  array: 6,
  close: 7,
  text: 8,
  mask: 15,
  keyed: 16,
} as const;

/**
 * The pretty-printed lines of a JSON text as columns, 21 bytes a line: 60 MB of `[0,0,…` is thirty
 * million lines. To stay that small, `link` and `position` mean different things by kind;
 * json-links.ts is the only other file that knows.
 */
export class JsonLineTable {
  count = 0;
  /** Offset of the key, or of the value where there is no key. */
  start: Uint32Array;
  /** Offset after the value; of a container, after its closing bracket. */
  end: Uint32Array;
  depth: Uint32Array;
  /** Open bracket: its closing line. Closing bracket: the parent of its container. Else: the parent. */
  link: Uint32Array;
  /** Closing bracket: its opening line. Else: the position among its siblings, from 0. */
  position: Uint32Array;
  kind: Uint8Array;

  constructor(textLength: number) {
    const room = Math.max(64, textLength >>> 4);
    this.start = new Uint32Array(room);
    this.end = new Uint32Array(room);
    this.depth = new Uint32Array(room);
    this.link = new Uint32Array(room);
    this.position = new Uint32Array(room);
    this.kind = new Uint8Array(room);
  }

  /** While a container is open its `link` is its parent and its `end` counts its children. */
  add(start: number, end: number, depth: number, parent: number, kind: number): number {
    const line = this.count++;
    if (line === this.start.length) this.grow();
    this.start[line] = start;
    this.end[line] = end;
    this.depth[line] = depth;
    this.link[line] = parent;
    this.kind[line] = kind;
    if (parent === NO_LINE) return line;
    const before = this.end[parent] ?? 0;
    this.position[line] = before;
    this.end[parent] = before + 1;
    return line;
  }

  /** Adds the closing line of `open` for the bracket at `at`; returns the parent of `open`. */
  close(open: number, at: number): number {
    const parent = this.link[open] ?? NO_LINE;
    const line = this.add(at, at + 1, this.depth[open] ?? 0, NO_LINE, LINE.close);
    this.link[line] = parent;
    this.position[line] = open;
    this.link[open] = line;
    this.end[open] = at + 1;
    return parent;
  }

  private grow(): void {
    this.start = doubled(this.start);
    this.end = doubled(this.end);
    this.depth = doubled(this.depth);
    this.link = doubled(this.link);
    this.position = doubled(this.position);
    const kind = new Uint8Array(this.kind.length * 2);
    kind.set(this.kind);
    this.kind = kind;
  }
}

function doubled(column: Uint32Array): Uint32Array {
  const larger = new Uint32Array(column.length * 2);
  larger.set(column);
  return larger;
}
