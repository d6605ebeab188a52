import type { RawMember } from './raw-json';
import { scanRawJson } from './raw-json-scan';

/** Characters of stderr that are looked at, from its end: that is where a traceback stands. */
export const STDERR_TAIL = 16_384;
/** A larger recording is not looked through: a scan takes about a millisecond per million characters. */
const MAX_OUTPUT_LENGTH = 24_000_000;
/** Six characters of JSON (`\u00e9`) may make one. */
const MAX_ESCAPED = 6;

export interface FailureOutput {
  /** Its last STDERR_TAIL characters at most; null when it was not recorded. */
  stderr: string | null;
  outcome: string | null;
  exitCode: number | null;
}

const NOTHING: FailureOutput = { stderr: null, outcome: null, exitCode: null };

/** What a recording says about a failure, without reading all that was printed. Never throws. */
export function readFailureOutput(outputText: string | null): FailureOutput {
  if (outputText === null || outputText.length > MAX_OUTPUT_LENGTH) return NOTHING;
  const scan = scanRawJson(outputText, { allowNonFinite: true });
  if (!scan.ok) return NOTHING;
  const member = (name: string, kind: string) =>
    scan.json.members.findLast(({ key, kind: of }) => key === name && of === kind);
  const outcome = member('outcome', 'string');
  const exitCode = member('exit_code', 'number');
  return {
    stderr: readStderr(outputText, member('stderr', 'string'), member('stderr_base64', 'string')),
    outcome: outcome ? tailOfString(outputText, outcome) : null,
    exitCode: exitCode ? Number(outputText.slice(exitCode.start, exitCode.end)) : null,
  };
}

function readStderr(text: string, plain?: RawMember, base64?: RawMember): string | null {
  if (plain) return tailOfString(text, plain);
  if (!base64) return null;
  const encoded = text.slice(base64.start + 1, base64.end - 1);
  // Four characters are three bytes: a tail that begins at a multiple of four is the end of the bytes.
  const from = Math.max(0, Math.floor(encoded.length / 4) * 4 - STDERR_TAIL * 2);
  return Buffer.from(encoded.slice(from), 'base64').toString('utf8').slice(-STDERR_TAIL);
}

/** The end of a JSON string, cut where no escape is taken apart. */
function tailOfString(text: string, { start, end }: RawMember): string {
  let from = Math.max(start + 1, end - 1 - STDERR_TAIL * MAX_ESCAPED);
  while (isInEscape(text, from)) from += 1;
  return (JSON.parse(`"${text.slice(from, end - 1)}"`) as string).slice(-STDERR_TAIL);
}

function isInEscape(text: string, at: number): boolean {
  if (isEscaped(text, at)) return true;
  for (let digits = 0; digits < 4; digits += 1) {
    const unit = at - 1 - digits;
    if (text[unit] === 'u' && isEscaped(text, unit)) return true;
  }
  return false;
}

/** An odd number of backslashes stands before it. */
function isEscaped(text: string, at: number): boolean {
  let first = at;
  while (text[first - 1] === '\\') first -= 1;
  return (at - first) % 2 === 1;
}
