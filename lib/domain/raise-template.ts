import { type CodePiece, HOLE, readFirstArgument } from './raise-literals';

/** Letters of the code's own text that a template needs, or it would take in anything. */
const MIN_LETTERS = 6;

/**
 * What the code says about a message: `raise X(f"{name} is blocked")` makes "ACME Ltd is blocked"
 * `<…> is blocked`. Null when the statement raises nothing, when its text cannot be told, or when
 * the message is not one that it makes.
 */
export function raiseTemplate(statement: string, message: string): string | null {
  const pieces = readFirstArgument(statement);
  if (!pieces) return null;
  const letters =
    pieces
      .filter((piece) => piece !== HOLE)
      .join('')
      .match(/\p{L}/gu)?.length ?? 0;
  if (letters < MIN_LETTERS || !fits(pieces, message)) return null;
  return pieces.map((piece) => (piece === HOLE ? '<…>' : piece)).join('');
}

/** Leftmost first is enough: if the texts fit in any way, they fit so. */
function fits(pieces: readonly CodePiece[], message: string): boolean {
  const last = pieces.at(-1);
  let at = 0;
  for (const [index, piece] of pieces.entries()) {
    if (piece === HOLE) continue;
    if (index === pieces.length - 1 && index > 0) {
      return message.endsWith(piece) && message.length - piece.length >= at;
    }
    const found = index === 0 ? (message.startsWith(piece) ? 0 : -1) : message.indexOf(piece, at);
    if (found < 0) return false;
    at = found + piece.length;
  }
  return last === HOLE || at === message.length;
}
