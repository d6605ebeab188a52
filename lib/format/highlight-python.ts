import { createHighlighterCoreSync, type GrammarState, type HighlighterCore } from 'shiki/core';
import { createJavaScriptRegexEngine } from 'shiki/engine/javascript';
import python from 'shiki/langs/python.mjs';
import { type CodeLine, TOKEN_KINDS, type TokenKind } from './code-line.ts';
import { plainCodeLines } from './plain-code-lines.ts';

/** Above this a text is a dump rather than a program that somebody reads. */
const MAX_CHARS = 200_000;
const MAX_LINE_CHARS = 5_000;
/** What one request may spend; the rest of its lines come plain, and coloured the next time. */
const BUDGET_MS = 40;
const BACKGROUND_SLICE_MS = 8;
const IS_SERVER = typeof window === 'undefined';
/** For one line, which would else be cut, and all after it coloured wrongly, on a busy machine. */
const LINE_LIMIT_MS = 1_000;
/** The clock is read between slices; of long lines a slice has fewer. */
const SLICE_CHARS = 2_000;
const CACHE_CHARS = 4_000_000;

const SCOPES: Record<Exclude<TokenKind, 'plain'>, string[]> = {
  comment: ['comment', 'string.quoted.docstring'],
  string: ['string', 'constant.character.escape', 'storage.type.string'],
  number: ['constant.numeric', 'storage.type.number'],
  constant: ['constant.language', 'variable.language', 'constant.other', 'storage.type.format'],
  keyword: ['keyword', 'storage'],
  operator: ['keyword.operator', 'punctuation.definition.decorator'],
  function: [
    'entity.name.function',
    'entity.name.type',
    'support.function',
    'support.type',
    'meta.function-call.generic',
  ],
};

const WARM_UP = `@d
class A(B):
    async def f(self, *a: int) -> None:
        return f"{a['b']:>3}\\n" + g(r'x', b=1.5) if a and not b else [c for c in d.e()]
`;

/** The theme's colours are only numbers of kinds; the style sheet has the real ones. */
function colorOf(kind: TokenKind): string {
  return `#0000${TOKEN_KINDS.indexOf(kind).toString(16).padStart(2, '0')}`;
}

function kindOf(color: string | undefined): TokenKind {
  return TOKEN_KINDS[Number.parseInt(color?.slice(1) ?? '0', 16)] ?? 'plain';
}

const THEME = {
  name: 'kinds',
  type: 'light' as const,
  fg: colorOf('plain'),
  bg: '#ffffff',
  settings: [
    ...Object.entries(SCOPES).map(([kind, scope]) => ({
      scope,
      settings: { foreground: colorOf(kind as TokenKind) },
    })),
    // `and`, `in` and `not` are operators to the grammar and words to a reader.
    { scope: 'keyword.operator.logical', settings: { foreground: colorOf('keyword') } },
  ],
};

let highlighter: HighlighterCore | null = null;

/** The first use compiles some hundred expressions, once per process: never on a line's own time. */
function getHighlighter(): HighlighterCore {
  if (highlighter) return highlighter;
  highlighter = createHighlighterCoreSync({
    themes: [THEME],
    langs: [python],
    engine: createJavaScriptRegexEngine(),
  });
  highlighter.codeToTokensBase(WARM_UP, { lang: 'python', theme: THEME.name });
  return highlighter;
}

interface Work {
  readonly source: string[];
  readonly lines: CodeLine[];
  /** The first line that is still plain. */
  next: number;
  state: GrammarState | undefined;
}

function newWork(code: string): Work {
  const lines = plainCodeLines(code);
  const source = lines.map((line) => line[0]?.[0] ?? '');
  return { source, lines, next: 0, state: undefined };
}

const cache = new Map<string, Work>();
let cachedChars = 0;

function remembered(code: string): Work {
  const found = cache.get(code);
  if (found) cache.delete(code);
  const work = found ?? newWork(code);
  cache.set(code, work);
  if (found) return work;
  cachedChars += code.length;
  for (const oldest of cache.keys()) {
    if (cachedChars <= CACHE_CHARS) break;
    cache.delete(oldest);
    cachedChars -= oldest.length;
  }
  return work;
}

function nextSlice({ source, next }: Work): string[] {
  let stop = next;
  for (let chars = 0; stop < source.length && chars < SLICE_CHARS; stop++)
    chars += 1 + (source[stop]?.length ?? 0);
  return source.slice(next, stop);
}

function advance(work: Work, budgetMs: number): void {
  const shiki = getHighlighter();
  const deadlineMs = performance.now() + budgetMs;
  while (work.next < work.source.length && performance.now() < deadlineMs) {
    const slice = nextSlice(work);
    const tokens = shiki.codeToTokensBase(slice.join('\n'), {
      ...{ lang: 'python', theme: THEME.name, tokenizeMaxLineLength: MAX_LINE_CHARS },
      ...{ tokenizeTimeLimit: LINE_LIMIT_MS, grammarState: work.state },
    });
    work.state = shiki.getLastGrammarState(tokens);
    tokens.forEach((line, index) => {
      work.lines[work.next + index] = merged(
        line.map(({ content, color }) => [content, kindOf(color)]),
      );
    });
    work.next += slice.length;
  }
}

function merged(tokens: CodeLine): CodeLine {
  const line: [string, TokenKind][] = [];
  for (const [text, kind] of tokens) {
    const last = line.at(-1);
    if (last && (last[1] === kind || text.trim() === '')) last[0] += text;
    else line.push([text, kind]);
  }
  return line;
}

function goOn(work: Work): void {
  advance(work, BACKGROUND_SLICE_MS);
  if (work.next < work.source.length) setImmediate(goOn, work);
}

/**
 * Python as coloured lines. Takes little more than `budgetMs`: on a server what is left is coloured by
 * and by, for the next one who asks; a browser has time, and nobody else who waits.
 */
export function highlightPython(code: string, budgetMs = BUDGET_MS): CodeLine[] {
  if (code.length > MAX_CHARS) return plainCodeLines(code);
  const work = remembered(code);
  const fresh = work.next === 0;
  advance(work, budgetMs);
  if (fresh && IS_SERVER && work.next < work.source.length) setImmediate(goOn, work);
  return [...work.lines];
}
