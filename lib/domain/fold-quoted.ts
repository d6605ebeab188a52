/** What tells a name of code from a value. */
export interface QuoteContext {
  exceptionType: string | null;
  /** The line of code that raised. */
  line: string | null;
}

export interface MessagePart {
  text: string;
  /** Nothing in it may be folded any more. */
  isFixed: boolean;
}

/** Opening quote to closing quote. Straight ones are both. */
const QUOTES: Record<string, string> = {
  "'": "'",
  '"': '"',
  '`': '`',
  '“': '”',
  '„': '“',
  '‘': '’',
  '«': '»',
};

const WORD = /[\p{L}\p{N}\p{M}_]/u;

/** Exceptions whose quoted words are names in the code: another name is another failure. */
const NAMES_CODE =
  /(?:^|\.)(?:Name|UnboundLocal|Attribute|Import|ModuleNotFound|Type|Syntax|Indentation|Tab|Reference)Error$/;
/** Their quoted signs are what was expected or found. */
const PARSES = /(?:Syntax|Type|Decode|Parse|Format)\w*$/;
const KEY_ERROR = /(?:^|\.)KeyError$/;

const IDENTIFIER = /^[\p{L}_][\p{L}\p{N}_.]{0,80}$/u;
const PLAIN_KEY = /^[a-z_]{1,40}$/;
const SIGNS = /^[^\p{L}\p{N}\s]{1,3}$/u;

/** Words around a quoted name that say it is one of the schema or the code, not a value. */
const NOUN =
  'attribute|argument|class|column|constraint|field|function|method|module|option|parameter|property|relation|table|variable';
const NOUN_BEFORE = new RegExp(`\\b(?:${NOUN}):? $`, 'i');
const NOUN_AFTER = new RegExp(`^ (?:(?:${NOUN})\\b|is a required property)`, 'i');

/** Takes a message apart at its quoted texts: values become `<value>`, names of code stay. */
export function foldQuoted(text: string, context: QuoteContext): MessagePart[] {
  const parts: MessagePart[] = [];
  const closers = new Map<string, number[]>();
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const close = QUOTES[text[at] ?? ''];
    if (!close || !mayOpen(text, at)) continue;
    const end = nextCloser(text, close, at, closers);
    if (end < 0) continue;
    const content = text.slice(at + 1, end);
    const around = { before: text.slice(Math.max(0, at - 20), at), after: text.slice(end + 1) };
    parts.push({ text: text.slice(from, at), isFixed: false });
    const isName = staysAsItIs(content, around, context);
    parts.push({ text: isName ? text.slice(at, end + 1) : '<value>', isFixed: true });
    from = end + 1;
    at = end;
  }
  parts.push({ text: text.slice(from), isFixed: false });
  return parts;
}

/** An apostrophe follows a word; a placeholder ends in `>`. */
function mayOpen(text: string, at: number): boolean {
  const before = text[at - 1];
  return before === undefined || !(WORD.test(before) || before === '>');
}

/** Places where a quote may close are the same for every opening one, and are looked for once. */
function nextCloser(text: string, close: string, at: number, known: Map<string, number[]>): number {
  let places = known.get(close);
  if (!places) {
    places = [];
    for (let i = text.length - 1; i > 0; i -= 1) {
      if (text[i] === close && mayClose(text, i)) places.push(i);
    }
    known.set(close, places);
  }
  // From the end backwards: the next one is the last of the list.
  while (places.length > 0 && (places.at(-1) ?? 0) <= at) places.pop();
  return places.at(-1) ?? -1;
}

function mayClose(text: string, at: number): boolean {
  const after = text[at + 1];
  if (after !== undefined && (WORD.test(after) || after === '<')) return false;
  let backslashes = 0;
  while (text[at - 1 - backslashes] === '\\') backslashes += 1;
  return backslashes % 2 === 0;
}

function staysAsItIs(
  content: string,
  { before, after }: { before: string; after: string },
  { exceptionType, line }: QuoteContext,
): boolean {
  if (SIGNS.test(content)) return exceptionType !== null && PARSES.test(exceptionType);
  if (!IDENTIFIER.test(content)) return false;
  if (exceptionType && NAMES_CODE.test(exceptionType)) return true;
  if (line && (line.includes(`'${content}'`) || line.includes(`"${content}"`))) return true;
  if (exceptionType && KEY_ERROR.test(exceptionType)) {
    return line === null && PLAIN_KEY.test(content);
  }
  if (/\d/.test(content)) return false;
  return NOUN_BEFORE.test(before) || NOUN_AFTER.test(after.slice(0, 40));
}
