const MONTHS = 'Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec';
const CLOCK =
  '\\d{1,2}:\\d{2}(?::\\d{2}(?:[.,]\\d{1,9})?)?(?: ?(?:Z|UTC|GMT|[AaPp][Mm]|[+-]\\d{2}:?\\d{2})\\b)?';

/** In this order: what a later one would take apart is taken whole by an earlier one. */
const WHOLE: readonly (readonly [RegExp, string])[] = [
  [
    /(?<![\p{L}\p{N}])[A-Za-z][A-Za-z0-9+.-]{1,15}:\/\/[^\s<>"'`()[\]{}]{1,2000}(?<![.,;:!?])/gu,
    '<url>',
  ],
  [
    /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@[\p{L}\p{N}-]{1,63}(?:\.[\p{L}\p{N}-]{1,63}){1,8}/gu,
    '<email>',
  ],
  [
    /(?<![\p{L}\p{N}])[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}(?![\p{L}\p{N}])/gu,
    '<uuid>',
  ],
  [
    /(?<![\p{L}\p{N}_>.)\]\\/])(?:~|[A-Za-z]:)?(?:[\\/][\p{L}\p{N}_.@%+~-]{1,255}){2,}[\\/]?/gu,
    '<path>',
  ],
  [new RegExp(`(?<![\\p{L}\\p{N}])\\d{4}-\\d{2}-\\d{2}[ T]${CLOCK}`, 'gu'), '<time>'],
  [
    new RegExp(
      `(?<![\\p{L}\\p{N}])(?:\\d{1,2}\\.? (?:${MONTHS})[a-z]{0,6}\\.?,?|(?:${MONTHS})[a-z]{0,6}\\.? \\d{1,2},?)(?: \\d{4})?(?:,? ${CLOCK})?(?![\\p{L}\\p{N}])`,
      'gu',
    ),
    '<time>',
  ],
];

/** Numbers that name a kind of failure rather than count something. */
const CODES =
  /(?<![\p{L}\p{N}])(?:HTTP(?:\/\d(?:\.\d)?)?|status(?:[ _-]?code)?|errno|exit (?:status|code)|error(?:[ _-]?code)?|signal|SQLSTATE)[ :=#([]{1,3}-?\d{1,5}(?![\p{L}\p{N}]|[.,:-]\d)|(?<![\p{L}\p{N}.,:-])[45]\d\d (?:Client|Server) Error(?![\p{L}\p{N}])/giu;

/** Alphabets that put blanks between words: there a digit beside a letter belongs to the word. */
const LETTER = '\\p{Script=Latin}\\p{Script=Greek}\\p{Script=Cyrillic}';
const START = `[${LETTER}\\p{Nd}_]`;
const PART = `[${LETTER}\\p{M}\\p{Nd}_]`;

/** A word with its digits and sign: joined by `-`, and between digits by `.` `,` `:` `'`. */
const WORD = new RegExp(
  `(?:(?<![\\p{L}\\p{N}_)\\]>])[-+−±])?(?<!${PART})${START}(?:${PART}|-(?=${START})|(?<=\\p{Nd})[.,:'’](?=\\p{Nd}))*`,
  'gu',
);

const DIGIT = /\p{Nd}/u;
const NUMBER = /^[-+−±]?\p{Nd}[\p{Nd}.,:'’-]*(?:\p{L}{1,3})?$/u;
const DATE = /^\d{4}-\d{2}-\d{2}(?:T|$)/;
/** Shorter, mixed letters with digits are as likely a name of code. */
const MIN_TOKEN_LENGTH = 16;

/** Folds what varies in a text without quotes. */
export function foldWords(text: string): string {
  let folded = text;
  for (const [pattern, by] of WHOLE) folded = folded.replace(pattern, by);
  let result = '';
  let from = 0;
  for (const match of folded.matchAll(CODES)) {
    result += foldTokens(folded.slice(from, match.index)) + match[0];
    from = match.index + match[0].length;
  }
  return result + foldTokens(folded.slice(from));
}

function foldTokens(text: string): string {
  return text.replace(WORD, (word) => (DIGIT.test(word) ? foldToken(word) : word));
}

function foldToken(word: string): string {
  if (DATE.test(word)) return '<time>';
  if (NUMBER.test(word)) return '<n>';
  if (word.length >= MIN_TOKEN_LENGTH && /\p{Lu}/u.test(word) && /\p{Ll}/u.test(word)) {
    return '<token>';
  }
  return foldJoined(word);
}

/** `line_10_total` keeps its words; `WEB-88623` and `a1b2-c3d4` are ids as a whole. */
function foldJoined(word: string): string {
  const [first = '', ...rest] = word.split(/([-_])/);
  let result = isVariable(first, rest[0]) ? '<id>' : first;
  for (let i = 0; i < rest.length; i += 2) {
    const [join = '', part = ''] = [rest[i], rest[i + 1]];
    const by = isVariable(part, join) ? '<id>' : part;
    if (by !== '<id>' || !result.endsWith('<id>')) result += join + by;
  }
  return result;
}

function isVariable(part: string, join: string | undefined): boolean {
  if (DIGIT.test(part)) return true;
  if (part === '') return false;
  return /^\p{Lu}{1,5}$/u.test(part) || (join === '-' && [...part].length <= 3);
}
