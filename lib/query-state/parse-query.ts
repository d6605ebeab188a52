import { MAX_QUERY_CLAUSES, MAX_QUERY_DEPTH, MAX_QUERY_LENGTH } from '@/lib/domain/limits';
import type { Clause, Term } from '@/lib/domain/query';
import { isFieldName, meaningOf } from '@/lib/domain/query-fields';
import { refuseTail } from './clause-items';
import { closeParenthesis } from './close-parenthesis';
import { cutPlace } from './cut-place';
import { readClause } from './parse-clause';
import type { ParsedQuery, PlacedTerm } from './parsed-query';
import {
  isEnd,
  nameAhead,
  note,
  type QueryScan,
  readPlain,
  readQuoted,
  refuse,
  replaced,
  skipBlanks,
  startScan,
} from './query-scan';

/** `--flag`, `->` and a hyphen between blanks are plain text. */
const NEGATED = /^-[^\s\->)=]/;

/** Of these texts the answer is kept: every part of a screen asks for the one in its URL. */
const KEPT = 8;
const kept = new Map<string, ParsedQuery>();

/**
 * Reads what people type, paste or share. Never throws, and drops nothing in silence: what is no part
 * of the language becomes a problem with its place, and everything else is the text that it looks like.
 */
export function parseQuery(text: string): ParsedQuery {
  const known = kept.get(text);
  if (known) return known;
  const parsed = readQuery(text);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= KEPT) kept.delete(oldest);
  kept.set(text, parsed);
  return parsed;
}

function readQuery(text: string): ParsedQuery {
  const scan = startScan(text.slice(0, MAX_QUERY_LENGTH));
  const terms = readTerms(scan, 0);
  if (text.length > MAX_QUERY_LENGTH) {
    scan.problems.length = 0;
    const message = `A query has at most ${MAX_QUERY_LENGTH} characters.`;
    refuse(scan, [MAX_QUERY_LENGTH, text.length], message);
  }
  return { query: terms.map(({ term }) => term), terms, ...scan };
}

/** Terms up to the `)` of this depth: one `or`, or what must all hold. */
function readTerms(scan: QueryScan, depth: number): PlacedTerm[] {
  const branches: PlacedTerm[][] = [];
  let branch: PlacedTerm[] = [];
  let [first, last, isBare] = [-1, -1, true];
  const refuseOr = (from: number) =>
    refuse(scan, [from, from + 2], 'OR stands between two terms.', [
      'Remove OR',
      cutPlace(scan.text, from, from + 2),
    ]);
  for (;;) {
    skipBlanks(scan);
    const from = scan.at;
    const next = scan.text[from];
    if (next === undefined || (next === ')' && depth > 0)) break;
    if (first < 0) first = from;
    if (next === ')') {
      scan.at += 1;
      note(scan, 'paren', from);
      refuse(scan, [from, scan.at], 'Nothing opens this parenthesis.', [
        'Remove it',
        replaced(scan, from, scan.at, ''),
      ]);
    } else if (scan.text.startsWith('OR', from) && isEnd(scan, from + 2)) {
      scan.at += 2;
      note(scan, 'or', from);
      if (isBare) refuseOr(from);
      branches.push(branch);
      branch = [];
      isBare = true;
      last = from;
      continue;
    } else {
      branch.push(...readTerm(scan, depth));
    }
    isBare = false;
    last = scan.at;
  }
  if (isBare && branches.length > 0) refuseOr(last);
  const either = [...branches, branch].filter((terms) => terms.length > 0);
  if (either.length < 2) return either[0] ?? [];
  const terms = either.flatMap(oneOf);
  return [{ term: { kind: 'or', terms }, from: first, to: last }];
}

/** What holds when all of the terms hold, as the alternatives of an `or`. */
function oneOf(placed: readonly PlacedTerm[]): readonly Term[] {
  const terms = placed.map(({ term }) => term);
  const [only] = terms;
  if (terms.length > 1 || !only) return [{ kind: 'and', terms }];
  return only.kind === 'or' ? only.terms : [only];
}

/** One term, or those of a group that needs no parentheses; none when it was refused. */
function readTerm(scan: QueryScan, depth: number): PlacedTerm[] {
  const { text, at: from } = scan;
  if (NEGATED.test(text.slice(from, from + 2))) {
    scan.at += 1;
    note(scan, 'not', from);
    const terms = readTerm(scan, depth).map(({ term }) => term);
    const [only] = terms;
    if (!only) return [];
    const term: Term = terms.length > 1 ? { kind: 'and', terms } : only;
    return [{ term: { kind: 'not', term }, from, to: scan.at }];
  }
  if (text[from] === '(') return readGroup(scan, depth);
  const clause = text[from] === '"' ? readPhrase(scan) : readWord(scan);
  scan.clauses += 1;
  if (scan.clauses === MAX_QUERY_CLAUSES + 1) {
    refuse(scan, [from, text.length], `A query has at most ${MAX_QUERY_CLAUSES} clauses.`);
  }
  return clause ? [{ term: clause, from, to: scan.at }] : [];
}

function readGroup(scan: QueryScan, depth: number): PlacedTerm[] {
  const { text, at: from } = scan;
  scan.at += 1;
  note(scan, 'paren', from);
  if (depth === MAX_QUERY_DEPTH) {
    scan.at = text.length;
    const message = `Parentheses stand at most ${MAX_QUERY_DEPTH} deep.`;
    refuse(scan, [from, scan.at], message);
    return [];
  }
  const [tokens, problems] = [scan.tokens.length, scan.problems.length];
  const terms = readTerms(scan, depth + 1);
  if (scan.at === text.length) {
    refuse(scan, [from, from + 1], 'This parenthesis is not closed.', [
      'Close it',
      closeParenthesis(text),
    ]);
  } else {
    scan.at += 1;
    if (scan.tokens.length === tokens && scan.problems.length === problems) {
      refuse(scan, [from, scan.at], 'There is nothing between the parentheses.', [
        'Remove them',
        cutPlace(text, from + 1, scan.at - 1),
      ]);
    }
    note(scan, 'paren', scan.at - 1);
  }
  const [only] = terms;
  return terms.length === 1 && only ? [{ term: only.term, from, to: scan.at }] : terms;
}

function readPhrase(scan: QueryScan): Clause | null {
  const from = scan.at;
  const text = readQuoted(scan);
  note(scan, 'text', from);
  if (text === null || (!isEnd(scan) && refuseTail(scan, from) === null)) return null;
  if (text !== '') return { kind: 'text', text };
  refuse(scan, [from, scan.at], 'Empty quotes look for nothing.', [
    'Remove them',
    cutPlace(scan.text, from, scan.at),
  ]);
  return null;
}

/** A clause on a field, or a word of plain text: `KeyError:` before a blank, `10:30`, `http://…`. */
function readWord(scan: QueryScan): Clause | null {
  const from = scan.at;
  const name = nameAhead(scan);
  const behind = from + (name?.length ?? 0);
  const isKnown = name !== null && (name === 'has' || meaningOf(name) !== null);
  if (name !== null && scan.text[behind] === ':') {
    const isText = isEnd(scan, behind + 1) || '/\\:'.includes(scan.text.charAt(behind + 1));
    if (isKnown || !isText) return readClause(scan, name);
  }
  const text = readPlain(scan);
  note(scan, 'text', from);
  if (name !== null && isFieldName(name) && /[<>=]/.test(scan.text[behind] ?? '')) {
    const colon = replaced(scan, behind, behind + Number(scan.text[behind] === '='), ':');
    const fix: [string, string] = [`Write ${name}:`, colon];
    const message = `A colon follows the name of a field; quotes make it plain text.`;
    refuse(scan, [from, scan.at], message, fix);
    return null;
  }
  if (text === 'AND') {
    refuse(scan, [from, scan.at], 'Terms beside each other must all hold, without AND.', [
      'Remove AND',
      cutPlace(scan.text, from, scan.at),
    ]);
    return null;
  }
  if (text === 'NOT') {
    const rest = scan.text.slice(scan.at).trimStart();
    const fix: [string, string] = ['Write -', `${scan.text.slice(0, from)}-${rest}`];
    const message = 'What must not hold has a - directly before it.';
    refuse(scan, [from, scan.at], message, NEGATED.test(`-${rest}`) ? fix : undefined);
    return null;
  }
  return { kind: 'text', text };
}
