/** Everything in which a semicolon is not the end of a statement, or one character. */
const TOKEN = new RegExp(
  [
    '--[^\\n]*',
    "'(?:[^']|'')*'",
    '"(?:[^"]|"")*"',
    // A dollar quote ends at its own tag.
    String.raw`\$(?<tag>[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$[\s\S]*?\$\k<tag>\$`,
    String.raw`[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*`,
    String.raw`[\s\S]`,
  ].join('|'),
  'gu',
);

/** A string with escapes: E'it\'s'. Its prefix would otherwise be taken for a word. */
const ESCAPE_STRING = /^[eE]'(?:[^'\\]|\\[\s\S]|'')*'/;

/**
 * The statements of an SQL file, one by one, without the semicolons between them. Comments stay in
 * the statement they stand before; a comment at the end belongs to none.
 */
export function splitSql(text: string): string[] {
  const statements: string[] = [];
  let start = 0;
  let hasCode = false;
  const end = (at: number) => {
    if (hasCode) statements.push(text.slice(start, at).trim());
    start = at + 1;
    hasCode = false;
  };
  for (let at = 0; at < text.length; ) {
    const token = tokenAt(text, at);
    if (token === ';') end(at);
    else if (!/^(--|\/\*|\s)/.test(token)) hasCode = true;
    at += token.length;
  }
  end(text.length);
  return statements;
}

function tokenAt(text: string, at: number): string {
  if (text.startsWith('/*', at)) return blockComment(text, at);
  if (/^[eE]'/.test(text.slice(at, at + 2))) {
    const escaped = ESCAPE_STRING.exec(text.slice(at));
    if (escaped) return escaped[0];
  }
  TOKEN.lastIndex = at;
  return TOKEN.exec(text)?.[0] ?? text.slice(at);
}

/** Comments of PostgreSQL nest. */
function blockComment(text: string, at: number): string {
  const edges = /\/\*|\*\//g;
  edges.lastIndex = at;
  let depth = 0;
  for (let edge = edges.exec(text); edge; edge = edges.exec(text)) {
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return text.slice(at, edges.lastIndex);
  }
  return text.slice(at);
}
