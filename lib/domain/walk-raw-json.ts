import type { RawKind } from './raw-json';

const QUOTE = 34;
const BACKSLASH = 92;
/** Deeper values are passed over: nobody filters by them. */
const MAX_DEPTH = 32;

export interface RawVisitor {
  /** The name of what stands under a key of an object at `parent`; called once per member. */
  member: (parent: string, key: string) => string;
  /** The name of what stands in a list at `parent`. */
  element: (parent: string) => string;
  /**
   * A value with its name and its place; a container comes before what it holds, with an empty place.
   * False ends the walk.
   */
  value: (name: string, kind: RawKind, start: number, end: number) => boolean;
}

interface Open {
  name: string;
  isObject: boolean;
  /** Name of the next value, once its key is read. */
  next: string;
  /** A key comes next. */
  atKey: boolean;
}

/**
 * Goes through a JSON text that ingest has accepted and names every value, in order, without building
 * any: digits and escapes stay as they are. Ends quietly where the text makes no sense.
 */
export function walkRawJson(text: string, root: string, visitor: RawVisitor): void {
  const open: Open[] = [];
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    const top = open.at(-1);
    if (code === 32 || code === 10 || code === 13 || code === 9 || code === 58) at += 1;
    else if (code === 44) {
      if (top) top.atKey = top.isObject;
      at += 1;
    } else if (code === 125 || code === 93) {
      open.pop();
      at += 1;
    } else if (top?.atKey && code === QUOTE) {
      const end = endOfString(text, at);
      top.next = open.length < MAX_DEPTH ? visitor.member(top.name, decode(text, at, end)) : '';
      top.atKey = false;
      at = end;
    } else {
      const name = top ? (top.isObject ? top.next : visitor.element(top.name)) : root;
      const kind = kindAt(code);
      const isContainer = kind === 'object' || kind === 'array';
      const end = isContainer ? at + 1 : endOfScalar(text, at, code);
      const goesOn =
        open.length >= MAX_DEPTH || visitor.value(name, kind, at, isContainer ? at : end);
      if (!goesOn) return;
      if (isContainer) {
        open.push({ name, isObject: kind === 'object', next: '', atKey: kind === 'object' });
      }
      at = end;
    }
  }
}

function kindAt(code: number): RawKind {
  if (code === 123) return 'object';
  if (code === 91) return 'array';
  if (code === QUOTE) return 'string';
  if (code === 116 || code === 102) return 'boolean';
  if (code === 110) return 'null';
  return code === 45 || (code >= 48 && code <= 57) ? 'number' : 'nonfinite';
}

function endOfScalar(text: string, from: number, code: number): number {
  if (code === QUOTE) return endOfString(text, from);
  let at = from + 1;
  while (at < text.length && !' \n\r\t,:]}'.includes(text[at] ?? '')) at += 1;
  return at;
}

/** Behind the closing quote. */
function endOfString(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at + 1;
  }
  return text.length;
}

/** The text of a string literal, or its raw characters when it is none. */
export function decode(text: string, start: number, end: number): string {
  const inner = text.slice(start + 1, end - 1);
  if (!inner.includes('\\')) return inner;
  try {
    return JSON.parse(`"${inner}"`) as string;
  } catch {
    return inner;
  }
}
