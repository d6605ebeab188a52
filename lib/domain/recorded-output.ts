import { bytesOfBase64 } from './bytes-of-base64';
import { scanRawJson } from './raw-json-scan';

export const STREAMS = ['stdout', 'stderr'] as const;

export type StreamName = (typeof STREAMS)[number];

interface StreamFact {
  /** Length of what was printed, when the recorder kept only its beginning. */
  wholeBytes: number | null;
  /** False when bytes that are no UTF-8 stand as U+FFFD; the recording has them as they were. */
  isText: boolean;
}

/** What came out of a run, as its recording says. */
export interface RecordedOutput {
  /** False when the producer says that this is no recording: a rerun of the code is another thing. */
  isRecording: boolean;
  /** Null when the stream was not recorded. Bytes that were no UTF-8 stand as U+FFFD. */
  stdout: string | null;
  stderr: string | null;
  facts: Record<StreamName, StreamFact>;
  exitCode: number | null;
  outcome: string | null;
  python: string | null;
  /** The producer's JSON text, digits as sent; null when absent, `null` or empty. */
  resultText: string | null;
  mutationsText: string | null;
}

/** A byte order mark is something that was printed. */
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

const UNREMARKABLE: StreamFact = { wholeBytes: null, isText: true };

const NOTHING: RecordedOutput = {
  isRecording: false,
  stdout: null,
  stderr: null,
  facts: { stdout: UNREMARKABLE, stderr: UNREMARKABLE },
  exitCode: null,
  outcome: null,
  python: null,
  resultText: null,
  mutationsText: null,
};

/** The members of a JSON object as raw slices; the last of equal names wins. Null when it is no object. */
function membersOf(text: string): Map<string, string> | null {
  const scan = scanRawJson(text, { allowNonFinite: true });
  if (!scan.ok || scan.json.root.kind !== 'object') return null;
  return new Map(scan.json.members.map((m) => [m.key, text.slice(m.start, m.end)]));
}

/** Reads the `output` of an execution. Members of another type than documented are as good as absent. */
export function readRecordedOutput(outputText: string | null): RecordedOutput {
  const members = outputText === null ? null : membersOf(outputText);
  if (!members) return NOTHING;
  const text = (name: string): string | null => {
    const raw = members.get(name);
    return raw?.startsWith('"') ? (JSON.parse(raw) as string) : null;
  };
  const stream = (name: string) => {
    const base64 = text(`${name}_base64`);
    const bytes = base64 === null ? null : bytesOfBase64(base64);
    return text(name) ?? (bytes === null ? null : decoder.decode(bytes));
  };
  const fact = (name: StreamName): StreamFact => {
    const bytes = Number(members.get(`${name}_bytes`) ?? Number.NaN);
    return {
      wholeBytes: Number.isSafeInteger(bytes) ? bytes : null,
      isText: text(name) !== null || text(`${name}_base64`) === null,
    };
  };
  const value = (name: string) => {
    const raw = members.get(name);
    return raw === undefined || raw === 'null' || raw === '[]' ? null : raw;
  };
  const exitCode = Number(members.get('exit_code') ?? Number.NaN);
  return {
    isRecording: isRecordingText(outputText),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    facts: { stdout: fact('stdout'), stderr: fact('stderr') },
    exitCode: Number.isInteger(exitCode) ? exitCode : null,
    outcome: text('outcome'),
    python: text('python'),
    resultText: value('result'),
    mutationsText: value('mutations'),
  };
}

const NO_RECORDING = /^\s*\{\s*"recorded"\s*:\s*false\s*[,}]/;

/**
 * Whether an output may be the recording of a run of its code. One that begins with
 * `"recorded": false` is what a function of some program returned or raised: its code alone does not
 * do the same. Only the beginning is looked at, because every message is asked.
 */
export function isRecordingText(outputText: string | null): boolean {
  return outputText !== null && !NO_RECORDING.test(outputText);
}

/** Whether there is something that a rerun can be compared with. */
export function hasRecording({ isRecording, ...output }: RecordedOutput): boolean {
  const { stdout, stderr, exitCode } = output;
  return isRecording && (stdout !== null || stderr !== null || exitCode !== null);
}

/** The line of the action that raised, from the last frame of its traceback, or null. */
export function raisedLine(stderr: string | null): number | null {
  if (stderr === null) return null;
  const frames = [...stderr.slice(-20_000).matchAll(/File "<action>", line (\d{1,7})/g)];
  const line = Number(frames.at(-1)?.[1] ?? 0);
  return line > 0 ? line : null;
}
