const BY_NUMBER = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Text in quotes. `\"`, `\\` and `\u{a}` (a character by its number) are the only escapes, so that a
 * pasted `"C:\new"` stays what it is; what a one-line box or a URL would lose, and what would turn the
 * text around, is written by number.
 */
export function quoteText(text: string): string {
  const escaped = text
    .replace(/["\\]/g, '\\$&')
    .replace(BY_NUMBER, (c) => `\\u{${(c.codePointAt(0) ?? 0).toString(16)}}`);
  return `"${escaped}"`;
}

/** @param inner what stands between the quotes */
export function unquoteText(inner: string): string {
  return inner.replace(
    /\\(?:(["\\])|u\{(10[0-9a-f]{4}|[0-9a-f]{1,5})\})/gi,
    (_, plain: string | undefined, hex: string) =>
      plain ?? String.fromCodePoint(Number.parseInt(hex, 16)),
  );
}
