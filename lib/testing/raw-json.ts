import fc from 'fast-check';

/** Texts that JSON.parse and JSON.stringify would not give back. */
const NUMBERS = ['0', '-0', '1.0', '1E5', '2.50e-07', '12345678901234567890', '1e309', '0.10', '7'];
const STRINGS = ['""', '"\\u0000"', '"\\ud800"', '"\\/\\u00e9"', '"é😀"', '"\\"}]"', '"{[,:"'];
const KEYS = ['"a"', '"a"', '"\\u0061"', '"__proto__"', '"constructor"', '"é"', '"\\u0000"', '""'];

/**
 * JSON texts as strange as they may be: duplicate keys, digits that no double holds, NUL, halves of
 * surrogate pairs, blanks anywhere.
 */
export function rawJson(blanks: readonly string[]): {
  value: fc.Arbitrary<string>;
  object: fc.Arbitrary<string>;
} {
  const blank = fc.constantFrom('', '', ...blanks);
  const key = fc.oneof(
    fc.constantFrom(...KEYS),
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text.toWellFormed())),
  );
  const { value, object } = fc.letrec<{ value: string; object: string; array: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      fc.constantFrom('null', 'true', 'false', ...NUMBERS, ...STRINGS),
      fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text.toWellFormed())),
      tie('object'),
      tie('array'),
    ),
    object: fc
      .array(fc.tuple(blank, key, blank, tie('value'), blank), { maxLength: 5 })
      .map((all) => `{${all.map(([a, k, b, v, c]) => `${a}${k}${b}:${v}${c}`).join(',')}}`),
    array: fc
      .array(fc.tuple(blank, tie('value'), blank), { maxLength: 5 })
      .map((all) => `[${all.map((parts) => parts.join('')).join(',')}]`),
  }));
  return { value, object };
}
