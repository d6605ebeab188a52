import { jsonLine } from './json-line.ts';
import { LINE } from './json-line-table.ts';
import type { JsonLines } from './json-lines.ts';
import { isKeyed, isOpening, kindOf } from './json-links.ts';

/** Gives equal values of several documents one number, and different values different ones. */
export class JsonIdentities {
  private readonly known = new Map<string, number>();

  /**
   * The number of the value at each line. Equal are: strings that mean the same, numbers of the same
   * digits, lists of equal elements, and objects of equal members in any order. Iterative: depth is
   * no stack.
   */
  of(lines: JsonLines): Uint32Array {
    const ids = new Uint32Array(lines.count);
    const open: { line: number; parts: string[] }[] = [];
    for (let line = 0; line < lines.count; line += 1) {
      if (isOpening(lines, line)) {
        open.push({ line, parts: [] });
        continue;
      }
      const ended = kindOf(lines, line) === LINE.close ? open.pop() : undefined;
      const at = ended?.line ?? line;
      const id = this.numberOf(ended ? container(lines, at, ended.parts) : scalar(lines, line));
      ids[at] = id;
      const parent = open.at(-1);
      parent?.parts.push(
        isKeyed(lines, at) ? `${this.numberOf(`k${keyOf(lines, at)}`)}:${id}` : `${id}`,
      );
    }
    return ids;
  }

  private numberOf(text: string): number {
    const known = this.known.get(text);
    if (known !== undefined) return known;
    this.known.set(text, this.known.size + 1);
    return this.known.size;
  }
}

/** The key of a member as it is meant, its escapes resolved. */
export function keyOf(lines: JsonLines, line: number): string {
  const { keyStart, keyEnd } = jsonLine(lines, line);
  return JSON.parse(lines.text.slice(keyStart, keyEnd)) as string;
}

function container(lines: JsonLines, line: number, parts: string[]): string {
  return kindOf(lines, line) === LINE.object ? `o${parts.sort().join()}` : `a${parts.join()}`;
}

function scalar(lines: JsonLines, line: number): string {
  const { valueStart, valueEnd } = jsonLine(lines, line);
  const raw = lines.text.slice(valueStart, valueEnd);
  const kind = kindOf(lines, line);
  if (kind === LINE.emptyObject) return 'o';
  if (kind === LINE.emptyArray) return 'a';
  return kind === LINE.string ? `s${JSON.parse(raw) as string}` : `v${raw}`;
}
