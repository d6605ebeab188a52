import { type JsonFault, jsonFault } from './json-fault.ts';
import { JsonLineTable, LINE, NO_LINE } from './json-line-table.ts';
import { numberEnd, skipSpace, stringEnd, wordEnd } from './json-token.ts';
import { textLines } from './text-lines.ts';

/**
 * A JSON text as pretty-printed lines. Nothing is parsed into values: every line points into the
 * text, so digits, escapes, key order and duplicate keys are the producer's own. A text that is
 * not JSON comes as its plain lines, with the fault.
 */
export interface JsonLines
  extends Pick<JsonLineTable, 'count' | 'start' | 'end' | 'depth' | 'link' | 'position' | 'kind'> {
  readonly text: string;
  readonly fault: JsonFault | null;
  /** NaN and Infinity, which Python writes and JSON does not know, are let through. */
  readonly nonStandard: boolean;
}

const TEXT_WRAP = 160;
const QUOTE = 34;
const COMMA = 44;
const MINUS = 45;
const COLON = 58;
const OPEN_ARRAY = 91;
const OPEN_OBJECT = 123;

export function jsonLines(text: string): JsonLines {
  const table = new JsonLineTable(text.length);
  const scanned = scan(text, table);
  if (scanned.fault < 0) {
    const { count, start, end, depth, link, position, kind } = table;
    const { nonStandard } = scanned;
    return { text, fault: null, nonStandard, count, start, end, depth, link, position, kind };
  }
  const { count, start, end, number } = textLines(text, TEXT_WRAP);
  const fault = jsonFault(text, scanned.fault);
  const kind = new Uint8Array(count).fill(LINE.text);
  const none = new Uint32Array(0);
  return {
    ...{ text, fault, nonStandard: false, count, start, end, kind },
    ...{ depth: none, link: none, position: number },
  };
}

interface Scanned {
  /** Offset of the first thing that does not belong, or -1. */
  fault: number;
  nonStandard: boolean;
}

/** Iterative on purpose: a hundred thousand brackets deep is one loop, not one stack. */
function scan(text: string, table: JsonLineTable): Scanned {
  let nonStandard = false;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let open = NO_LINE;
  let inObject = false;
  let depth = 0;
  for (;;) {
    at = skipSpace(text, at);
    const first = at;
    let keyed = 0;
    if (inObject) {
      if (text.charCodeAt(at) !== QUOTE) return { fault: at, nonStandard };
      at = stringEnd(text, at);
      if (at < 0) return { fault: ~at, nonStandard };
      at = skipSpace(text, at);
      if (text.charCodeAt(at) !== COLON) return { fault: at, nonStandard };
      at = skipSpace(text, at + 1);
      keyed = LINE.keyed;
    }
    const unit = text.charCodeAt(at);
    if (unit === OPEN_OBJECT || unit === OPEN_ARRAY) {
      const object = unit === OPEN_OBJECT;
      const inner = skipSpace(text, at + 1);
      if (text.charCodeAt(inner) !== unit + 2) {
        open = table.add(first, 0, depth++, open, (object ? LINE.object : LINE.array) | keyed);
        inObject = object;
        at = inner;
        continue;
      }
      at = inner + 1;
      table.add(first, at, depth, open, (object ? LINE.emptyObject : LINE.emptyArray) | keyed);
    } else {
      const kind = scalarKind(unit);
      const end = scalarEnd(text, at, unit);
      if (end < 0) return { fault: Math.min(~end, text.length), nonStandard };
      const last = text.charCodeAt(end - 1);
      if (kind === LINE.number && last >= 58) nonStandard = true;
      table.add(first, end, depth, open, kind | keyed);
      at = end;
    }
    for (;;) {
      at = skipSpace(text, at);
      if (open === NO_LINE) return { fault: at < text.length ? at : -1, nonStandard };
      const after = text.charCodeAt(at);
      if (after === COMMA) {
        at++;
        break;
      }
      if (after !== (inObject ? OPEN_OBJECT : OPEN_ARRAY) + 2) return { fault: at, nonStandard };
      open = table.close(open, at);
      inObject = open !== NO_LINE && ((table.kind[open] ?? 0) & LINE.mask) === LINE.object;
      depth--;
      at++;
    }
  }
}

function scalarKind(unit: number): number {
  if (unit === QUOTE) return LINE.string;
  return unit === 116 || unit === 102 || unit === 110 ? LINE.literal : LINE.number;
}

function scalarEnd(text: string, at: number, unit: number): number {
  if (unit === QUOTE) return stringEnd(text, at);
  if (unit === 116) return wordEnd(text, at, 'true');
  if (unit === 102) return wordEnd(text, at, 'false');
  if (unit === 110) return wordEnd(text, at, 'null');
  if (unit === 78) return wordEnd(text, at, 'NaN');
  if (unit === 73) return wordEnd(text, at, 'Infinity');
  if (unit === MINUS && text.charCodeAt(at + 1) === 73) return wordEnd(text, at, '-Infinity');
  return numberEnd(text, at);
}
