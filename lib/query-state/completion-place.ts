import { canonicalField } from './canonical-field';
import type { ParsedQuery, Place, Token } from './parsed-query';
import { unquoteText } from './quote-text';

/** What is being typed at the caret, and the place that a completion of it takes. */
export type CompletionPlace = Place & {
  /** Of what is being typed, the part before the caret. */
  typed: string;
} & (
    | {
        kind: 'field';
        /** Only the name is to be written: the colon is there, or it is the field of `has:`. */
        nameOnly: boolean;
      }
    | {
        kind: 'value';
        field: string;
        /** Values of the same clause, which need not be offered again. */
        others: readonly string[];
      }
  );

/** Null where nothing is being typed that could be completed, such as a quoted phrase. */
export function completionPlace(
  text: string,
  { tokens }: Pick<ParsedQuery, 'tokens'>,
  caret: number,
): CompletionPlace | null {
  const index = tokens.findIndex(({ from, to }) => from < caret && caret <= to);
  const token = tokens[index];
  if (!token) return isFree(text, caret) ? field(text, { from: caret, to: caret }, caret) : null;
  switch (token.kind) {
    case 'text':
      return text[token.from] === '"' ? null : field(text, token, caret);
    case 'not':
      return isFree(text, caret) ? field(text, { from: caret, to: caret }, caret) : null;
    case 'paren':
      return text[token.from] === '(' && isFree(text, caret)
        ? field(text, { from: caret, to: caret }, caret)
        : null;
    case 'or':
      return null;
    default:
      return inClause(text, tokens, index, caret);
  }
}

/** Nothing stands directly behind the caret that a completion would run into. */
function isFree(text: string, caret: number): boolean {
  return /^([\s)]|$)/.test(text.slice(caret));
}

function field(
  text: string,
  { from, to }: Place,
  caret: number,
  nameOnly = false,
): CompletionPlace {
  return { kind: 'field', from, to, typed: text.slice(from, caret), nameOnly };
}

function inClause(
  text: string,
  tokens: readonly Token[],
  index: number,
  caret: number,
): CompletionPlace | null {
  const textOf = (token: Token | undefined) => (token ? text.slice(token.from, token.to) : '');
  let first = index;
  while (first > 0 && tokens[first]?.kind !== 'field') first -= 1;
  // The field of `has:` follows another one directly.
  if (textOf(tokens[first - 2]) === 'has' && tokens[first - 1]?.to === tokens[first]?.from) {
    const path = tokens[index]?.kind === 'field' ? tokens[index] : null;
    return path && field(text, path, caret, true);
  }
  const name = tokens[first];
  if (!name) return null;
  if (index === first) return field(text, name, caret, true);
  let end = name.to;
  for (let at = first + 1; tokens[at]?.from === end; at += 1) end = tokens[at]?.to ?? end;
  if (textOf(name) === 'has') {
    return field(text, { from: name.to + 1, to: end }, caret, true);
  }
  const places = itemPlaces(text, tokens.slice(first + 1), name.to, end);
  const place = places.find(({ from, to }) => from <= caret && caret <= to);
  if (!place) return null;
  const others = places.filter((one) => one !== place).map((one) => typedValue(text, one));
  const typed = typedValue(text, { from: place.from, to: caret });
  return { kind: 'value', field: canonicalField(textOf(name)), ...place, typed, others };
}

/** The values of a clause, which stand between its colon, its commas and its end. */
function itemPlaces(text: string, tokens: readonly Token[], colon: number, end: number): Place[] {
  const edges = tokens
    .filter(
      ({ kind, from, to }) => kind === 'operator' && to <= end && /[:,]/.test(text[from] ?? ''),
    )
    .map(({ from }) => from);
  return edges
    .filter((edge) => edge >= colon)
    .map((edge, index) => ({ from: edge + 1, to: edges[index + 1] ?? end }));
}

/** As it is meant, also while its closing quote is not there yet. */
function typedValue(text: string, { from, to }: Place): string {
  const value = text.slice(from, to);
  return value.startsWith('"') ? unquoteText(value.slice(1).replace(/"$/, '')) : value;
}
