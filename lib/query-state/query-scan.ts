import type { Problem, Token, TokenKind } from './parsed-query';
import { unquoteText } from './quote-text';

/** A text being read, and what was found in it so far. */
export interface QueryScan {
  readonly text: string;
  at: number;
  readonly tokens: Token[];
  readonly problems: Problem[];
  clauses: number;
}

const BLANK = /\s/;
const BLANKS = /\s*/y;
const QUOTED = /"((?:[^"\\]|\\[\s\S])*)"/y;
const NAME =
  /[\p{L}_$][\p{L}\p{N}_$.-]*(?:\[(?:"(?:[^"\\]|\\.)*"|[^\]\s"]*)\][\p{L}\p{N}_$.-]*)*/uy;

export function startScan(text: string): QueryScan {
  return { text, at: 0, tokens: [], problems: [], clauses: 0 };
}

function match(scan: QueryScan, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = scan.at;
  return pattern.exec(scan.text);
}

export function skipBlanks(scan: QueryScan): void {
  scan.at += match(scan, BLANKS)?.[0].length ?? 0;
}

/** The end of the text, a blank or a `)`: no term goes on over it. */
export function isEnd(scan: QueryScan, at = scan.at): boolean {
  const next = scan.text[at];
  return next === undefined || next === ')' || BLANK.test(next);
}

export function note(scan: QueryScan, kind: TokenKind, from: number, to = scan.at): void {
  if (to > from) scan.tokens.push({ kind, from, to });
}

/** @param fix its label, and the whole text with it made */
export function refuse(
  scan: QueryScan,
  [from, to]: [number, number],
  message: string,
  fix?: [label: string, text: string],
): void {
  scan.problems.push({
    from,
    to,
    message,
    ...(fix ? { fix: { label: fix[0], text: fix[1] } } : {}),
  });
}

/** The text with another one at a place. */
export function replaced(scan: QueryScan, from: number, to: number, by: string): string {
  return scan.text.slice(0, from) + by + scan.text.slice(to);
}

/** A field's name as it is typed, known or not, without passing it. */
export function nameAhead(scan: QueryScan): string | null {
  return match(scan, NAME)?.[0] ?? null;
}

/** Passes what stands in quotes; an unclosed quote reaches to the end and is refused. */
export function readQuoted(scan: QueryScan): string | null {
  const from = scan.at;
  const quoted = match(scan, QUOTED);
  scan.at += quoted?.[0].length ?? scan.text.length - from;
  if (quoted) return unquoteText(quoted[1] ?? '');
  const backslash = /[^\\](\\\\)*\\$/.test(scan.text) ? '\\' : '';
  refuse(scan, [from, scan.at], 'This quote is not closed.', [
    'Close it',
    `${scan.text}${backslash}"`,
  ]);
  return null;
}

/** Passes a run without blanks, up to a `)` that it has not opened, or to one of `ends`. */
export function readPlain(scan: QueryScan, ends = ''): string {
  const from = scan.at;
  let depth = 0;
  for (; scan.at < scan.text.length; scan.at += 1) {
    const next = scan.text.charAt(scan.at);
    if (BLANK.test(next) || ends.includes(next)) break;
    if (next === '(') depth += 1;
    if (next === ')' && --depth < 0) break;
  }
  return scan.text.slice(from, scan.at);
}
