import fc from 'fast-check';

/** What a layout could stumble over comes up more often than by chance. */
const MARKS = [
  ...["'''", '"""', '\\', '\n', '\r', '\r\n', '\t', '(', '\0', '\ufeff', '\u2028', '\u0085', '\f'],
  ...['#>>> action\n', '\n#<<< action\n', "\n'''#<<< action\n", '\n#=== runtime ===\n', '#| ""\n'],
  ...['\nCONTEXT = r"""\n', '\nRECORDED = r"""\n', '\ud800', 'if 1:\n\tpass\n', 'x = 1\n', '"\\d"'],
  ...['from __future__ import annotations\n', '#~ from __future__ import annotations\n'],
  ...['# -*- coding: latin-1 -*-\n', 'x is 1\n', 'global exec\n'],
];

const piece = fc.oneof(
  fc.constantFrom(...MARKS),
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ maxLength: 12 }),
);

/** Any text as code, with what a bundle uses for its own marks in it. */
export const nastyCode = fc.array(piece, { maxLength: 8 }).map((pieces) => pieces.join(''));
