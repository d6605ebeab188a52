/** A blank first where the last word has a `(` of its own, which would take the `)` for itself. */
export function closeParenthesis(text: string): string {
  return /[^\s(-]\S*\(\S*$/.test(text) ? `${text} )` : `${text})`;
}
