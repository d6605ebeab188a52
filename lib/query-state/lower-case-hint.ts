import { cutPlace } from './cut-place';
import { parseQuery } from './parse-query';
import type { ParsedQuery, Problem, Token } from './parsed-query';

/** Of `or`, `and` and `not` beside a clause: they are plain text, and probably meant to join. Null where none is. */
export function lowerCaseHint(
  text: string,
  { tokens, problems }: Pick<ParsedQuery, 'tokens' | 'problems'>,
): Problem | null {
  if (problems.length > 0) return null;
  for (const [index, { kind, from, to }] of tokens.entries()) {
    if (kind !== 'text') continue;
    const word = text.slice(from, to);
    const [rule, label, fixed] = meant(text, tokens, index, word) ?? [];
    if (!rule || !label || !fixed || parseQuery(fixed).problems.length > 0) continue;
    const message = `${rule}; this searches for the text ${word}.`;
    return { from, to, message, fix: { label, text: fixed } };
  }
  return null;
}

/** The rule, and what follows it: its label and the whole text. */
function meant(
  text: string,
  tokens: readonly Token[],
  index: number,
  word: string,
): [string, string, string] | null {
  const [before, own, next, second] = [-1, 0, 1, 2].map((step) => tokens[index + step]);
  if (!own || !next || before?.kind === 'not') return null;
  const isBefore = opens(text, next);
  if (word === 'not' && isBefore) {
    const fixed = `${text.slice(0, own.from)}-${text.slice(next.from)}`;
    return ['What must not hold has a - directly before it', 'Write -', fixed];
  }
  const isBeside = isBefore || (next.kind === 'not' && opens(text, second));
  if (!before || !(isBeside || closes(text, before))) return null;
  if (word === 'or') {
    const fixed = `${text.slice(0, own.from)}OR${text.slice(own.to)}`;
    return ['OR joins terms in capitals', 'Write OR', fixed];
  }
  if (word !== 'and') return null;
  const fixed = cutPlace(text, own.from, own.to);
  return ['Terms beside each other must all hold, without and', 'Remove and', fixed];
}

/** A clause on a field, or a group, begins with it. */
function opens(text: string, token: Token | undefined): boolean {
  return token?.kind === 'field' || (token?.kind === 'paren' && text[token.from] === '(');
}

function closes(text: string, { kind, from }: Token): boolean {
  return kind === 'value' || kind === 'field' || (kind === 'paren' && text[from] === ')');
}
