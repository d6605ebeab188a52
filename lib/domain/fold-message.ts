import { cutText } from './cut-text';
import { foldQuoted, type QuoteContext } from './fold-quoted';
import { foldWords } from './fold-words';
import { PLACEHOLDER } from './placeholder';

/** Characters of a message that are read; what differs only after them is one failure. */
const MAX_READ = 4_000;
/** Characters of a template. */
const MAX_TEMPLATE = 500;

/** Some that are made to be odd take four. */
const MAX_PASSES = 10;

/** A shorter value, or a plain word, would fold text that only looks like it. */
const MIN_KNOWN_LENGTH = 3;

export interface FoldContext extends QuoteContext {
  /** Values of the execution that its messages repeat. */
  known: readonly { value: string | null; as: 'record' | 'request' }[];
}

const NOTHING_KNOWN: FoldContext = { exceptionType: null, line: null, known: [] };

/**
 * A message without what differs from run to run: numbers, ids, quoted values, e-mails, URLs, paths,
 * times. Names of code stay, because they tell failures apart. Folding twice changes nothing.
 */
export function foldMessage(message: string, context: FoldContext = NOTHING_KNOWN): string {
  let folded = foldKnown(plainText(message), context.known);
  // What was folded may stand between two that now are one; rarely more than once.
  for (let pass = 0; pass < MAX_PASSES; pass += 1) {
    const next = foldOnce(folded, context);
    if (next === folded) break;
    folded = next;
  }
  return folded;
}

function foldOnce(text: string, context: FoldContext): string {
  const words = foldQuoted(text, context).map(({ text: part, isFixed }) =>
    isFixed ? part : foldWords(part),
  );
  return cutText(foldLists(foldBrackets(words.join(''))), MAX_TEMPLATE).trim();
}

/** One line without terminal colours and characters that no database takes, cut at a blank. */
export function plainText(message: string): string {
  const text = cutText(message, MAX_READ)
    .replace(/\u001b\[[0-9;]{0,20}[A-Za-z]/g, '')
    .replace(/(?<=\d)[\u00a0\u2009\u202f](?=\d)/g, '')
    .replace(/[\s\u0000-\u001f\u007f]+/g, ' ')
    .replace(/\p{Cs}/gu, '\ufffd')
    .trim();
  if (message.length <= MAX_READ) return text;
  const blank = text.lastIndexOf(' ');
  return blank > MAX_READ / 2 ? text.slice(0, blank) : text;
}

function foldKnown(text: string, known: FoldContext['known']): string {
  let folded = text;
  for (const { value, as } of known) {
    if (value === null || value.length < MIN_KNOWN_LENGTH || /^\p{Ll}+$/u.test(value)) continue;
    folded = replaceWhole(folded, value, `<${as}>`);
  }
  return folded;
}

const WORD = /[\p{L}\p{N}_]/u;

/** Replaces a value where neither side of it goes on as a word. */
function replaceWhole(text: string, value: string, by: string): string {
  let result = '';
  let from = 0;
  for (let at = text.indexOf(value); at >= 0; at = text.indexOf(value, from)) {
    const end = at + value.length;
    const isWhole = !WORD.test(text[at - 1] ?? '') && !WORD.test(text[end] ?? '');
    result += text.slice(from, at) + (isWhole ? by : value);
    from = end;
  }
  return result + text.slice(from);
}

const BRACKETED = new RegExp(
  `(?<![\\p{L}\\p{N}_)\\]>])[{[]\\s?${PLACEHOLDER}[^{}[\\]]*[}\\]]`,
  'gu',
);

/** Lists and objects of values, whatever their length: `{<value>: <n>}` and `[<n>, <n>]`. */
function foldBrackets(text: string): string {
  let folded = text;
  for (;;) {
    const next = folded.replace(BRACKETED, '<value>');
    if (next === folded) return folded;
    folded = next;
  }
}

const JOINS = '[.:/@+=_-]{0,3}|,? (?:and|or) | ?[,;|>/&×] ?| -> ';
const LIST = new RegExp(`(${PLACEHOLDER})(?:(?:${JOINS})${PLACEHOLDER})+`, 'g');

/** One value or many in a row are the same failure. */
function foldLists(text: string): string {
  return text.replace(LIST, '$1');
}
