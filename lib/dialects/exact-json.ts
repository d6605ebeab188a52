const TOKEN = /"(?:[^"\\]+|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;
/** Without any of these no number can be longer than a double holds. */
const MAY_LOSE = /\d[\d.]{15}|\d[eE]/;

/**
 * JSON read into values and written again with the digits that it came with, where a double would have
 * changed them. One instance for what is read and written together.
 */
export class ExactJson {
  /** Stands before the digits in a text that is a number. Nobody who writes the JSON can know it. */
  private readonly mark = `\ue000${Math.random().toString(36).slice(2)}:`;
  private readonly marked = new RegExp(`"${this.mark}([-+.\\deE]+)"`, 'g');

  /** Throws SyntaxError. */
  parse(text: string): unknown {
    const value: unknown = JSON.parse(text);
    if (!MAY_LOSE.test(text)) return value;
    return JSON.parse(
      text.replace(TOKEN, (token) => (losesDigits(token) ? `"${this.mark}${token}"` : token)),
    );
  }

  /** @param indent blanks of each level; none: in one line */
  print(value: unknown, indent = 0): string {
    return JSON.stringify(value, null, indent).replace(this.marked, '$1');
  }

  /** A number or a text as text, with all its digits; null for anything else. */
  textOf(value: unknown): string | null {
    if (typeof value === 'number') return String(value);
    if (typeof value !== 'string') return null;
    return value.startsWith(this.mark) ? value.slice(this.mark.length) : value;
  }
}

function losesDigits(token: string): boolean {
  if (token.startsWith('"')) return false;
  const digits = token
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+/, '');
  return digits.length > 15 || !Number.isFinite(Number(token));
}
