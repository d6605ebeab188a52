import { jsonLine } from './json-line.ts';
import { LINE, NO_LINE } from './json-line-table.ts';
import type { JsonLines } from './json-lines.ts';
import { isKeyed, kindOf, matchingLine, parentLine, positionOf } from './json-links.ts';
import { visibleText } from './visible-text.ts';

const PLAIN_KEY = /^"([A-Za-z_$][\w$]*)"$/;

/** Unseen characters are escaped, so that a copied path reads as what it is. */
function quoted(key: string): string {
  if (visibleText(key).length === 1) return key;
  return [...key]
    .map((character) => {
      const hidden = visibleText(character)[0]?.[1] === true;
      if (!hidden) return character;
      const units = Array.from({ length: character.length }, (_, unit) => unit);
      return units
        .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`)
        .join('');
    })
    .join('');
}

function segment(lines: JsonLines, line: number): string {
  if (!isKeyed(lines, line)) return `[${positionOf(lines, line)}]`;
  const { keyStart, keyEnd } = jsonLine(lines, line);
  const key = lines.text.slice(keyStart, keyEnd);
  const plain = PLAIN_KEY.exec(key)?.[1];
  return plain === undefined ? `[${quoted(key)}]` : `.${plain}`;
}

/** `ctx.part.lines[3].sku`; a key that is no identifier stands in brackets as a JSON string. */
export function jsonPath(lines: JsonLines, line: number, root: string): string {
  if (kindOf(lines, line) === LINE.text) return `line ${lines.position[line] ?? line + 1}`;
  const segments: string[] = [];
  let at = kindOf(lines, line) === LINE.close ? matchingLine(lines, line) : line;
  for (let parent = parentLine(lines, at); parent !== NO_LINE; parent = parentLine(lines, at)) {
    segments.push(segment(lines, at));
    at = parent;
  }
  return root + segments.reverse().join('');
}
