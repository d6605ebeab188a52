export const TOKEN_KINDS = [
  'plain',
  'keyword',
  'string',
  'number',
  'comment',
  'function',
  'operator',
  'constant',
] as const;

export type TokenKind = (typeof TOKEN_KINDS)[number];

/** One line of code in coloured pieces; plain data, so that it crosses to the browser as it is. */
export type CodeLine = ReadonlyArray<readonly [text: string, kind: TokenKind]>;
