/** Each `…End` answers the offset after the token, or `~offset` of what does not belong there. */

export function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit !== 32 && unit !== 10 && unit !== 13 && unit !== 9) return at;
    at++;
  }
}

const ESCAPES = new Set([...'"\\/bfnrt'].map((letter) => letter.charCodeAt(0)));

function isHex(unit: number): boolean {
  return (unit >= 48 && unit <= 57) || (unit >= 65 && unit <= 70) || (unit >= 97 && unit <= 102);
}

export function stringEnd(text: string, from: number): number {
  let at = from + 1;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (unit === 34) return at + 1;
    if (unit === 92) {
      const escaped = text.charCodeAt(at + 1);
      if (escaped === 117) {
        for (let digit = at + 2; digit < at + 6; digit++)
          if (!isHex(text.charCodeAt(digit))) return ~Math.min(digit, text.length);
        at += 6;
      } else {
        if (!ESCAPES.has(escaped)) return ~Math.min(at + 1, text.length);
        at += 2;
      }
    } else {
      // charCodeAt past the end is NaN, which no comparison holds for.
      if (!(unit >= 32)) return ~at;
      at++;
    }
  }
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  for (;;) {
    const unit = text.charCodeAt(at);
    if (!(unit >= 48 && unit <= 57)) return at === from ? ~at : at;
    at++;
  }
}

export function numberEnd(text: string, from: number): number {
  let at = text.charCodeAt(from) === 45 ? from + 1 : from;
  at = text.charCodeAt(at) === 48 ? at + 1 : digitsEnd(text, at);
  if (at >= 0 && text.charCodeAt(at) === 46) at = digitsEnd(text, at + 1);
  if (at >= 0 && (text.charCodeAt(at) | 32) === 101) {
    const sign = text.charCodeAt(at + 1);
    at = digitsEnd(text, at + (sign === 43 || sign === 45 ? 2 : 1));
  }
  return at;
}

export function wordEnd(text: string, from: number, word: string): number {
  for (let letter = 0; letter < word.length; letter++)
    if (text.charCodeAt(from + letter) !== word.charCodeAt(letter)) return ~(from + letter);
  return from + word.length;
}
