/** A raw string takes the character after a backslash for itself, also a quote. */
const closes = (text: string, quote: string) => text.replace(/\\[\s\S]/g, '  ').includes(quote);

/**
 * An expression that Python reads as the text: as itself between quotes where a raw string can hold
 * it, so that people can read and edit it, as JSON otherwise. Needs `json` to be imported.
 */
export function pythonText(text: string): string {
  // Python takes CR for the end of a line, and no NUL and no lone surrogate at all.
  if (!/[\0\r]|\p{Surrogate}/u.test(text)) {
    for (const quote of ["'''", '"""']) {
      // On lines of its own: a backslash at the end would take the quote for itself.
      if (!closes(text, quote)) return `r${quote}\n${text}\n${quote}[1:-1]`;
    }
  }
  return `json.loads(r"""\n${JSON.stringify(text)}\n""")`;
}
