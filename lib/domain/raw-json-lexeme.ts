import { MAX_NUMBER_DIGITS, RAW_MARKS } from './raw-json';

/** Where a lexeme ended, or where it broke. `marks` are those of RAW_MARKS. */
export interface Lexeme {
  end: number;
  marks: number;
  /** null when it is well-formed; otherwise `end` is the place of the fault. */
  fault: string | null;
  /** A string that was left at `end` before it was over. */
  isOpen: boolean;
  /** The unit before `end` is the first half of a surrogate pair. */
  isHigh: boolean;
}

const QUOTE = 34;
const BACKSLASH = 92;
/** A cut line of NDJSON seems to hold the break behind it. */
const CUT = 'a string that ends too early, or holds a line break that is not written as \\n';
const SIMPLE_ESCAPES = new Set(Array.from('"\\/bfnrt', (character) => character.charCodeAt(0)));

function hexUnit(text: string, at: number): number {
  let unit = 0;
  for (let i = at; i < at + 4; i += 1) {
    const code = text.charCodeAt(i);
    const digit =
      code >= 48 && code <= 57
        ? code - 48
        : (code | 32) >= 97 && (code | 32) <= 102
          ? (code | 32) - 87
          : -1;
    if (digit < 0) return -1;
    unit = unit * 16 + digit;
  }
  return unit;
}

/** A string whose opening quote stands at `start`; see `resumeString`. */
export function readString(
  text: string,
  start: number,
  limit: number,
  pause: number,
  lexeme: Lexeme,
) {
  lexeme.end = start + 1;
  lexeme.marks = 0;
  lexeme.isHigh = false;
  resumeString(text, limit, pause, lexeme);
}

/** Goes on with a string at `lexeme.end`, leaves it open at about `pause`, reads nothing at `limit`. */
export function resumeString(text: string, limit: number, pause: number, lexeme: Lexeme) {
  const stop = Math.min(limit, pause);
  let { marks, isHigh } = lexeme;
  let at = lexeme.end;
  lexeme.fault = null;
  lexeme.isOpen = false;
  for (; at < stop; at += 1) {
    let unit = text.charCodeAt(at);
    if (unit === QUOTE) {
      lexeme.end = at + 1;
      lexeme.marks = isHigh ? marks | RAW_MARKS.loneSurrogate : marks;
      return;
    }
    if (unit === BACKSLASH) {
      const letter = text.charCodeAt(at + 1);
      if (letter === 117) {
        unit = hexUnit(text, at + 2);
        if (unit < 0 || at + 6 > limit) return breakAt(lexeme, at, 'a broken \\u escape');
        if (unit === 0) marks |= RAW_MARKS.nul;
        at += 5;
      } else {
        if (!SIMPLE_ESCAPES.has(letter)) return breakAt(lexeme, at, 'an unknown escape');
        unit = 0x20;
        at += 1;
      }
    } else if (unit === 10 || unit === 13) return breakAt(lexeme, at, CUT);
    else if (unit < 0x20) return breakAt(lexeme, at, 'a control character inside a string');
    const isLow = (unit & 0xfc00) === 0xdc00;
    if (isHigh !== isLow) marks |= RAW_MARKS.loneSurrogate;
    isHigh = (unit & 0xfc00) === 0xd800;
  }
  if (at >= limit) return breakAt(lexeme, limit, 'a string without its closing quote');
  lexeme.end = at;
  lexeme.marks = marks;
  lexeme.isHigh = isHigh;
  lexeme.isOpen = true;
}

function skipDigits(text: string, at: number, limit: number): number {
  let i = at;
  while (i < limit) {
    const code = text.charCodeAt(i);
    if (code < 48 || code > 57) break;
    i += 1;
  }
  return i;
}

/** A number that begins at `start` with a digit or a minus sign. */
export function readNumber(text: string, start: number, limit: number, lexeme: Lexeme) {
  let at = text.charCodeAt(start) === 45 ? start + 1 : start;
  const whole = at;
  at = skipDigits(text, at, limit);
  lexeme.fault = null;
  lexeme.isOpen = false;
  if (at === whole) return breakAt(lexeme, at, 'a minus sign without a number');
  if (text.charCodeAt(whole) === 48 && at - whole > 1) {
    return breakAt(lexeme, whole, 'a number with a leading zero');
  }
  let digits = at - whole;
  if (at < limit && text.charCodeAt(at) === 46) {
    const fraction = skipDigits(text, at + 1, limit);
    if (fraction === at + 1) return breakAt(lexeme, fraction, 'a decimal point without digits');
    digits += fraction - at - 1;
    at = fraction;
  }
  if (at < limit && (text.charCodeAt(at) | 32) === 101) {
    const sign = text.charCodeAt(at + 1);
    const first = sign === 43 || sign === 45 ? at + 2 : at + 1;
    const end = skipDigits(text, first, limit);
    if (end === first) return breakAt(lexeme, Math.min(first, limit), 'an exponent without digits');
    digits += end - first > 20 ? Number.POSITIVE_INFINITY : Number(text.slice(first, end));
    at = end;
  }
  lexeme.end = at;
  lexeme.marks = digits > MAX_NUMBER_DIGITS ? RAW_MARKS.hugeNumber : 0;
}

function breakAt(lexeme: Lexeme, at: number, fault: string) {
  lexeme.end = at;
  lexeme.marks = 0;
  lexeme.fault = fault;
  lexeme.isOpen = false;
}
