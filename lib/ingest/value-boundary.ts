const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_BRACKET = 91;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/**
 * Finds where a JSON value ends in bytes that arrive in pieces: only strings, escapes and brackets
 * count. A value that is not an object or array ends before a comma or a closing bracket.
 */
export class ValueBoundary {
  private stack = new Uint8Array(64);
  private depth = 0;
  private inString = false;
  private escaped = false;
  /** A bracket closed what a brace had opened, or the other way round: the end cannot be known. */
  isUnbalanced = false;

  /** The place just after the value in this chunk, or -1 when it goes on in the next. */
  scan(chunk: Uint8Array, from: number): number {
    for (let at = from; at < chunk.length; at += 1) {
      const byte = chunk[at];
      if (this.inString) {
        if (this.escaped) this.escaped = false;
        else if (byte === BACKSLASH) this.escaped = true;
        else if (byte === QUOTE) this.inString = false;
      } else if (byte === QUOTE) this.inString = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) this.push(byte);
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        if (this.depth === 0) {
          if (byte === CLOSE_BRACKET) return at;
          continue;
        }
        this.depth -= 1;
        // An opening bracket and its closing one are two apart in ASCII.
        if (this.stack[this.depth] !== byte - 2) {
          this.isUnbalanced = true;
          return at;
        }
        if (this.depth === 0) return at + 1;
      } else if (byte === COMMA && this.depth === 0) return at;
    }
    return -1;
  }

  private push(byte: number): void {
    if (this.depth === this.stack.length) {
      const larger = new Uint8Array(this.stack.length * 2);
      larger.set(this.stack);
      this.stack = larger;
    }
    this.stack[this.depth] = byte;
    this.depth += 1;
  }
}
