/** Digits and exponent that PostgreSQL's numeric and a JavaScript number both take. */
const NUMBER = /^-?(0|[1-9]\d{0,99})(\.\d{1,99})?([eE][+-]?\d{1,2})?$/;

/**
 * What a value of the query language stands for in JSON: `34` is the number and the text, `true` the
 * literal and the text. Nobody who searches knows which of them a producer sends.
 */
export function scalarsOf(value: string): { text: string; literal: string | null } {
  const isLiteral = NUMBER.test(value) || ['true', 'false', 'null'].includes(value);
  return { text: value, literal: isLiteral ? value : null };
}

/** Whether the text is a number that a range may be bounded by. */
export function isNumberText(value: string): boolean {
  return NUMBER.test(value);
}
