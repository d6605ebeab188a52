/** Where the lines of a text are; a line longer than the wrap takes several rows of one number. */
export interface TextLines {
  readonly count: number;
  readonly start: Uint32Array;
  readonly end: Uint32Array;
  /** The line's number in the text, from 1. A row that goes on with the row above repeats it. */
  readonly number: Uint32Array;
}

const LONGEST_SGR = 24;

/** A cut never parts a surrogate pair, nor a terminal colour sequence from its end. */
function cutBefore(text: string, from: number, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit >= 0xdc00 && unit <= 0xdfff && at - 1 > from) return at - 1;
  const near = text.slice(Math.max(from + 1, at - LONGEST_SGR), at);
  const unfinished = /\x1b(\[[\d;:]*)?$/.exec(near);
  return unfinished ? at - unfinished[0].length : at;
}

/** Lines end at LF or CRLF; the newline at the very end of the text starts no further line. */
export function textLines(text: string, wrapAt: number): TextLines {
  const starts: number[] = [];
  const ends: number[] = [];
  const numbers: number[] = [];
  let from = 0;
  for (let number = 1; from < text.length || number === 1; number++) {
    const newline = text.indexOf('\n', from);
    const next = newline < 0 ? text.length : newline + 1;
    const crlf = newline > from && text.charCodeAt(newline - 1) === 13;
    const stop = newline < 0 ? text.length : newline - (crlf ? 1 : 0);
    let at = from;
    while (stop - at > wrapAt) {
      const cut = cutBefore(text, at, at + wrapAt);
      starts.push(at);
      ends.push(cut);
      numbers.push(number);
      at = cut;
    }
    starts.push(at);
    ends.push(stop);
    numbers.push(number);
    from = next;
  }
  return {
    count: starts.length,
    start: Uint32Array.from(starts),
    end: Uint32Array.from(ends),
    number: Uint32Array.from(numbers),
  };
}
