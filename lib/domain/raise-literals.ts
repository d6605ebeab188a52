/** Text of the code, or a place where it puts a value. */
export type CodePiece = string;

/** No text of a message holds it: ingest replaces NUL. */
export const HOLE = '\u0000';

const RAISE = /^raise\s+[A-Za-z_][\w.]*\s*\(/;
const STRING = /([A-Za-z]{0,2})("""|'''|"|')/y;
const SPACE = /(?:\s|\+|\\\n|#[^\n]*)+/y;
/** Where one of two texts is chosen, or both, the template cannot be told. */
const CHOICE = /(?:if|else|or|and|for|lambda)\b/y;
const NAME = /[\p{L}_][\p{L}\p{N}_]*/uy;
const ESCAPES: Record<string, string> = {
  n: '\n',
  t: '\t',
  '"': '"',
  "'": "'",
  '\\': '\\',
  '\n': '',
};

/** The first argument of `raise X(…)` as texts and holes; null when it is anything but a text. */
export function readFirstArgument(statement: string): CodePiece[] | null {
  const start = RAISE.exec(statement);
  if (!start) return null;
  const pieces: CodePiece[] = [];
  let at = start[0].length;
  while (at < statement.length) {
    at += matchLength(SPACE, statement, at);
    const char = statement[at];
    if (char === undefined || char === ')' || char === ',') return merged(pieces);
    if (matchLength(CHOICE, statement, at) > 0) return null;
    const literal = readString(statement, at);
    if (literal) {
      const end = afterLiteral(statement, literal, pieces);
      if (end < 0) return null;
      at = end;
      continue;
    }
    const end = skipOperand(statement, at);
    if (end <= at || statement[end] === '=') return null;
    pieces.push(HOLE);
    at = end;
  }
  // Cut off before its bracket was closed.
  return null;
}

interface Literal {
  pieces: CodePiece[];
  end: number;
}

/** What is done to a text: `% values` and `.format(…)` fill it, any other method makes it unknown. */
function afterLiteral(statement: string, { pieces, end }: Literal, into: CodePiece[]): number {
  const at = end + matchLength(/\s*/y, statement, end);
  if (statement[at] === '%') {
    into.push(
      ...fillHoles(pieces, /%(?:\([^)]{0,80}\))?[-#0 +]{0,5}[\d*]{0,5}(?:\.[\d*]{1,5})?[a-z]/g),
    );
    const operand = at + 1 + matchLength(/\s*/y, statement, at + 1);
    return skipOperand(statement, operand);
  }
  if (statement[at] !== '.') {
    into.push(...pieces);
    return end;
  }
  const isFormat = /\.\s*format\s*\(/y.test(statement.slice(at, at + 40));
  into.push(...(isFormat ? fillHoles(pieces, /\{[^{}]{0,200}\}/g) : [HOLE]));
  return skipOperand(statement, at + 1);
}

function fillHoles(pieces: readonly CodePiece[], holes: RegExp): CodePiece[] {
  return pieces.flatMap((piece) =>
    piece === HOLE
      ? [piece]
      : piece.split(holes).flatMap((text, i) => (i > 0 ? [HOLE, text] : [text])),
  );
}

/** Names, numbers, calls, subscripts and members, up to an operator or the end of the argument. */
function skipOperand(statement: string, from: number): number {
  let depth = 0;
  let at = from;
  while (at < statement.length) {
    const char = statement[at] ?? '';
    const literal = readString(statement, at);
    if (literal) {
      at = literal.end;
      continue;
    }
    if ('([{'.includes(char)) depth += 1;
    else if (')]}'.includes(char)) {
      if (depth === 0) return at;
      depth -= 1;
    } else if (depth === 0 && !/[\p{L}\p{N}_.]/u.test(char)) return at;
    const name = matchLength(NAME, statement, at);
    at += Math.max(name, 1);
  }
  return at;
}

/** A literal that begins here, with the holes of an f-string. Null for none, or one that never ends. */
function readString(statement: string, from: number): Literal | null {
  STRING.lastIndex = from;
  const match = STRING.exec(statement);
  if (!match) return null;
  const prefix = (match[1] ?? '').toLowerCase();
  if (!/^(?:|r|u|f|rf|fr|b|br|rb)$/.test(prefix)) return null;
  const quote = match[2] ?? '';
  const pieces: CodePiece[] = [];
  let text = '';
  let at = from + match[0].length;
  while (at < statement.length) {
    if (statement.startsWith(quote, at))
      return { pieces: [...pieces, text], end: at + quote.length };
    const char = statement[at] ?? '';
    const next = statement[at + 1] ?? '';
    if (char === '\\' && !prefix.includes('r')) {
      text += ESCAPES[next] ?? HOLE;
      at += 2;
    } else if (prefix.includes('f') && (char === '{' || char === '}')) {
      if (next === char) {
        text += char;
        at += 2;
        continue;
      }
      pieces.push(text, HOLE);
      text = '';
      at = afterHole(statement, at);
    } else {
      text += char;
      at += 1;
    }
  }
  return null;
}

/** Behind the brace that closes the one at `from`. */
function afterHole(statement: string, from: number): number {
  let depth = 0;
  for (let at = from; at < statement.length; at += 1) {
    if (statement[at] === '{') depth += 1;
    else if (statement[at] === '}') depth -= 1;
    if (depth <= 0) return at + 1;
  }
  return statement.length;
}

function matchLength(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? 0;
}

/** Neighbours put together: texts with texts, holes with holes. An escape that is not known is a hole. */
function merged(pieces: readonly CodePiece[]): CodePiece[] {
  const parts = pieces
    .join('')
    .split(/(\u0000+)/)
    .filter((part) => part !== '');
  return parts.map((part) => (part.startsWith(HOLE) ? HOLE : part));
}
