import type { Query, Term } from '@/lib/domain/query';

/** Half-open, in UTF-16 units of the text. */
export interface Place {
  from: number;
  to: number;
}

export type TokenKind = 'field' | 'operator' | 'value' | 'text' | 'paren' | 'or' | 'not';

/** For highlighting; in order, never overlapping. Blanks belong to none. */
export interface Token extends Place {
  kind: TokenKind;
}

/** What was not understood, and where. Never an empty place. */
export interface Problem extends Place {
  message: string;
  /** `text` is the whole query with this one thing put right. */
  fix?: { label: string; text: string };
}

export interface PlacedTerm extends Place {
  term: Term;
}

export interface ParsedQuery {
  /** What was understood; to be asked for only when there are no problems. */
  query: Query;
  /** The terms of `query`, one to one, with their `-` and parentheses. */
  terms: readonly PlacedTerm[];
  tokens: readonly Token[];
  problems: readonly Problem[];
}
