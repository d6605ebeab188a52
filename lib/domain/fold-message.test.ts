import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldMessage } from './fold-message';
import { canonicalTemplate } from './placeholder';

const hex = (length: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length });
const DIGITS = fc.nat().map(String);
const WITH_DIGIT = fc.tuple(hex(8), fc.nat({ max: 9 })).map(([id, digit]) => `${id}${digit}`);

/** Values of every kind that a message may hold. */
const VARIABLE = fc.oneof(
  DIGITS,
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }).map((n) => n.toFixed(2)),
  fc.uuid(),
  WITH_DIGIT,
  fc.tuple(fc.constantFrom('PO', 'A', 'AS', 'WEB', 'M'), DIGITS).map(([a, n]) => `${a}-${n}`),
  fc.emailAddress().filter((mail) => /^[\w.+-]+@/.test(mail)),
  fc
    .date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true })
    .map((d) => d.toISOString()),
  fc.webUrl().filter((url) => /^[\w:/.-]*[\w/]$/.test(url)),
  fc.string({ unit: fc.constantFrom(...'abz 0_-äß部') }).map((text) => `'${text}'`),
);

/** Fragments from which hostile and odd messages are put together. */
const FRAGMENT = fc.oneof(
  VARIABLE,
  fc.constantFrom(
    ...[
      "'",
      '"',
      '`',
      '“',
      '”',
      '<n>',
      '<',
      '>',
      '[',
      ']',
      '{',
      '}',
      ', ',
      ' and ',
      '/',
      '\\',
      '.',
      ':',
    ],
    ...[
      '-',
      '_',
      '=',
      '@',
      'HTTP 404',
      'status code: 503',
      'part',
      'Ä',
      '部',
      ' ',
      'error ',
      "can't ",
      'http://',
    ],
    ...[
      'x',
      'AB',
      '2026-11-02 10:00',
      'Nov 2',
      '/var/x',
      'C:\\a\\b',
      '(char 0)',
      '…',
      '\ud800',
      '\u0000',
      '#',
    ],
  ),
  fc.string({ maxLength: 6 }),
);
const MESSAGE = fc.array(FRAGMENT, { maxLength: 30 }).map((parts) => parts.join(''));

describe('folding', () => {
  it('changes nothing when it is done again', () => {
    fc.assert(
      fc.property(MESSAGE, (message) => {
        const once = foldMessage(message);
        expect(foldMessage(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });

  it('makes different values alike', () => {
    const at = fc.constantFrom(
      (value: string) => `Part ${value} has no revision`,
      (value: string) => `cannot ship: ${value} missing`,
      (value: string) => `(${value}) is locked`,
      (value: string) => `no stock for ${value}`,
    );
    fc.assert(
      fc.property(at, VARIABLE, VARIABLE, (text, a, b) => {
        const [one, other] = [foldMessage(text(a)), foldMessage(text(b))];
        expect(canonicalTemplate(one)).toBe(canonicalTemplate(other));
      }),
      { numRuns: 2_000 },
    );
  });

  it('keeps texts apart that differ in a word', () => {
    const word = fc.constantFrom('revision', 'unit', 'owner', 'supplier', 'Größe', 'цена', '価格');
    fc.assert(
      fc.property(word, word, VARIABLE, (a, b, value) => {
        const [one, other] = [a, b].map((w) => foldMessage(`Part ${value} has no ${w} yet`));
        expect(one === other).toBe(a === b);
      }),
    );
  });

  it('is short, and never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => {
        expect(foldMessage(text).length).toBeLessThanOrEqual(500);
      }),
    );
  });

  it.each([
    'a',
    '0',
    "'",
    '"',
    '“',
    '[',
    '{',
    '{<n>',
    '(',
    '/',
    '\\',
    ':',
    '-',
    '.',
    '_',
    '@',
    'a@',
    'a.',
    '1,',
    '1:',
    "1'",
    '0-',
    'a-',
    'http://',
    "'a",
    "a'",
    '<',
    '<n>',
    '<n>,',
    ' ',
    'Jan 1',
    '٣',
    'error 1',
    "\\'",
    '\ud83d',
    '—',
  ])('takes time in proportion to a text that repeats %j', (fragment) => {
    // Without a clock: what would go over the text once per character does not come back at all.
    const long = fragment.repeat(1_000_000 / fragment.length);
    expect(foldMessage(long).length).toBeLessThanOrEqual(500);
    expect(foldMessage(`${long}'`).length).toBeLessThanOrEqual(500);
  });
});
