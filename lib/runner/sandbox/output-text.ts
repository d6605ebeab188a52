import type { StreamEnd } from './capped-stream';
import type { ProgramOutcome } from './read-outcome';

interface Observed {
  exitCode: number;
  stdout: StreamEnd;
  stderr: StreamEnd;
  /** What kind of end it was. */
  outcome: string;
  validationMessage: string | null;
  /** Seconds that it was allowed, where it was ended for time. */
  timeoutS: number | null;
  program: ProgramOutcome;
}

/**
 * The `output` of an execution as a recorder sends it. Streams and exit code are what the server saw, the
 * rest is the program's word; its JSON stands here as it wrote it, digit for digit.
 */
export function outputText(observed: Observed): string {
  const members = new Map<string, string>([
    ...streamMembers('stdout', observed.stdout),
    ...streamMembers('stderr', observed.stderr),
    ['exit_code', String(observed.exitCode)],
    ['outcome', JSON.stringify(observed.outcome)],
    ['validation_message', JSON.stringify(observed.validationMessage)],
    ['result', 'null'],
    ['mutations', '[]'],
    ...observed.program.members,
  ]);
  const frozen = members.get('frozen');
  if (observed.timeoutS !== null && frozen?.startsWith('{"')) {
    members.set('frozen', `{"timeout": ${observed.timeoutS}, ${frozen.slice(1)}`);
  }
  return `{${[...members].map(([name, value]) => `"${name}": ${value}`).join(', ')}}`;
}

/** A stream that was cut has its full length and hash beside it, as far as it was read. */
function streamMembers(name: string, { head, bytes, sha256 }: StreamEnd): [string, string][] {
  const isCut = bytes > head.length;
  const text = textOrNull(isCut ? wholeCharacters(head) : head);
  return [
    text === null
      ? [`${name}_base64`, JSON.stringify(head.toString('base64'))]
      : [name, JSON.stringify(text)],
    ...(isCut
      ? ([
          [`${name}_bytes`, String(bytes)],
          [`${name}_sha256`, JSON.stringify(sha256)],
        ] as [string, string][])
      : []),
  ];
}

function textOrNull(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** A character that was cut in two at the end goes, so that the rest stays text. */
function wholeCharacters(bytes: Buffer): Buffer {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const lead = bytes[bytes.length - back] ?? 0;
    if (lead < 0x80) break;
    if (lead < 0xc0) continue;
    const length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}
