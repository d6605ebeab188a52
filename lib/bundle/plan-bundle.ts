import { scanRawJson } from '@/lib/domain/raw-json-scan';
import { bundleFileName } from './bundle-file-name';
import type { BundleSource } from './bundle-source';
import { jsonOrNull } from './json-or-null';

/**
 * How the code stands in the file. `plain`: as Python; `quoted`: as itself inside a raw string, for
 * code that Python cannot parse below a launcher; `json`: as one JSON string a line, for text that
 * no Python source can hold.
 */
export type BundleLayout =
  | { kind: 'plain'; hideFuture: boolean }
  | { kind: 'quoted'; quote: "'''" | '"""' }
  | { kind: 'json' };

export interface BundlePlan {
  name: string;
  layout: BundleLayout;
  /** JSON text, or null when there is none that Python could read. */
  contextText: string | null;
  recordedText: string | null;
  /** Whether there is an output to compare with. */
  isRecorded: boolean;
  /** Version of the Python that it was recorded with, if the recording names one. */
  python: string | null;
}

const FUTURE = /(^|\r\n|\n|\r)(?=[ \t]*from[ \t]+__future__[ \t])/;
const HIDDEN_FUTURE = /(^|\n|\r)#~ [ \t]*from[ \t]+__future__[ \t]/;

/** A raw string takes the character after a backslash for itself, also a quote. */
function closesEarly(code: string, quote: string): boolean {
  for (let at = 0; at < code.length; at += 1) {
    if (code[at] === '\\') at += 1;
    else if (code.startsWith(quote, at)) return true;
  }
  return false;
}

function planLayout(code: string, isPlain: boolean): BundleLayout {
  // A last CR would meet the line feed before the end mark and become one line end with it.
  if (/\0|\p{Surrogate}|\r$/u.test(code)) return { kind: 'json' };
  const hideFuture = FUTURE.test(code);
  // Only Python knows whether it parses the text silently; the recorder has asked it.
  if (isPlain && !(hideFuture && HIDDEN_FUTURE.test(code))) {
    return { kind: 'plain', hideFuture };
  }
  for (const quote of ["'''", '"""'] as const) {
    if (!closesEarly(code, quote)) return { kind: 'quoted', quote };
  }
  return { kind: 'json' };
}

/** The texts of the members of a JSON object; of a repeated key the last counts, as in Python. */
function memberTexts(text: string | null): Map<string, string> {
  if (text === null) return new Map();
  const scan = scanRawJson(text, { allowNonFinite: true });
  const members = scan.ok ? scan.json.members : [];
  return new Map(members.map(({ key, start, end }) => [key, text.slice(start, end)]));
}

/** Without one of these `--verify` has nothing to compare with. */
const OUTPUTS = ['stdout', 'stdout_base64', 'stderr', 'exit_code'];

/** Decides everything about the file of an execution before its text is written. */
export function planBundle(source: BundleSource): BundlePlan {
  const recordedText = jsonOrNull(source.outputText);
  const recorded = memberTexts(recordedText);
  // Of edited code nobody has asked Python.
  const isPlain = !source.edited?.includes('code') && recorded.get('layout') === '"plain"';
  return {
    name: bundleFileName(source),
    layout: planLayout(source.code, isPlain),
    contextText: jsonOrNull(source.contextText),
    recordedText,
    python: /^"(\d+(?:\.\w+)*)"$/.exec(recorded.get('python') ?? '')?.[1] ?? null,
    isRecorded: OUTPUTS.some((name) => (recorded.get(name) ?? 'null') !== 'null'),
  };
}
