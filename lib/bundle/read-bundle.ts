import { scanRawJson } from '@/lib/domain/raw-json-scan';

/** What the comments at the top of a bundle may say, in their order. */
const FACT_NAMES = [
  ...['Execution log', 'Own id', 'Created at', 'Ran on', 'Actions', 'Status', 'Raised by'],
  ...['Message', 'Link', 'Output', 'Edited'],
] as const;

type BundleFactName = (typeof FACT_NAMES)[number];

/** What a bundle holds. All of it is as trustworthy as the file that it came from. */
export interface ReadBundle {
  /** As the file has them: on one line each, cut where they were long. */
  facts: ReadonlyMap<BundleFactName, string>;
  /** Exactly what ran. */
  code: string;
  /** JSON text, tokens as the producer wrote them; `null` where the context could not be written. */
  contextText: string;
  /** JSON text of the wire's `output` object, or null when nothing was recorded. */
  outputText: string | null;
  /** What runs them, as it stands in the file. */
  runtimeText: string;
  /** An editor has turned the line ends of the whole file to CRLF; here they are LF again. */
  hasOtherLineEnds: boolean;
}

type Reading = { ok: true; bundle: ReadBundle } | { ok: false; problem: string };

const RUNTIME = '\n#=== runtime ===\n';
const BEGIN = /(?:^|\n)(?:r'{3}|r"{3}|)#>>> action([a-z -]*)\n/;
const ENDS = ['', "'''", '"""'].map((quote) => `\n${quote}#<<< action\n`);
const HIDDEN_FUTURE = /(^|\r\n|\n|\r)#~ (?=[ \t]*from[ \t]+__future__[ \t])/g;

/**
 * Takes apart what `buildBundle` writes, and reads the same as the runtime at the end of the file. Of
 * context and recording only blanks between tokens are lost. Never throws and runs nothing.
 */
export function readBundle(fileText: string): Reading {
  const hasOtherLineEnds = /^[^\n]*\r\n/.test(fileText);
  const ends = hasOtherLineEnds ? fileText.replaceAll('\r\n', '\n') : fileText;
  const text = ends.replace(/^\ufeff/, '');
  const atRuntime = text.lastIndexOf(RUNTIME);
  if (atRuntime < 0) return lost('#=== runtime ===');
  const body = text.slice(0, atRuntime + 1);
  // The last of each counts: JSON cannot hold these lines, the code can.
  const recorded = lastSection(body, 'RECORDED');
  if (!recorded) return lost('RECORDED');
  const context = lastSection(body.slice(0, recorded.start), 'CONTEXT');
  if (!context) return lost('CONTEXT');
  const action = body.slice(0, context.start);
  const begin = BEGIN.exec(action);
  if (!begin) return lost('#>>> action');
  const from = begin.index + begin[0].length;
  const end = Math.max(...ENDS.map((mark) => action.lastIndexOf(mark)));
  if (end < from - 1) return lost('#<<< action');
  const code = readCode(action.slice(from, end + 1), begin[1]?.trim().split(' ') ?? []);
  if (code === null) return { ok: false, problem: 'A line of its code is no JSON string.' };
  for (const [name, json] of [
    ['context', context.json],
    ['recording', recorded.json],
  ] as const) {
    const scan = scanRawJson(json, { allowNonFinite: true });
    if (!scan.ok) return { ok: false, problem: `Its ${name} is no JSON.` };
  }
  const bundle: ReadBundle = {
    facts: readFacts(action.slice(0, begin.index)),
    code,
    contextText: context.json,
    outputText: recorded.json === 'null' ? null : recorded.json,
    runtimeText: text.slice(atRuntime + RUNTIME.length),
    hasOtherLineEnds,
  };
  return { ok: true, bundle };
}

const lost = (mark: string): Reading => ({
  ok: false,
  problem: `It has no line ${mark}, which marks a part of every bundle.`,
});

/** `start`: of the line that names it, with the line end before. */
function lastSection(text: string, name: string): { start: number; json: string } | null {
  const mark = `\n${name} = r"""\n`;
  const start = text.lastIndexOf(mark);
  if (start < 0) return null;
  const inside = text.slice(start + mark.length);
  const end = inside.lastIndexOf('"""');
  return end < 0 ? null : { start, json: inside.slice(0, end).replace(/\n$/, '') };
}

/** Null when it was written as JSON and is none. */
function readCode(text: string, flags: readonly string[]): string | null {
  if (flags.includes('json')) {
    const lines = text.split('\n').filter((line) => line.startsWith('#| '));
    const parts = lines.map((line) => jsonString(line.slice(3)));
    return parts.includes(null) ? null : parts.join('');
  }
  const code = flags.includes('no-eol') ? text.slice(0, -1) : text;
  return flags.includes('future') ? code.replace(HIDDEN_FUTURE, '$1') : code;
}

function jsonString(text: string): string | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/** Of a repeated name the first counts: a bundle writes each once. */
function readFacts(head: string): Map<BundleFactName, string> {
  const facts = new Map<BundleFactName, string>();
  for (const line of head.split('\n')) {
    const name = FACT_NAMES.find((one) => line.startsWith(`# ${one}: `));
    if (name && !facts.has(name)) facts.set(name, line.slice(name.length + 4));
  }
  return facts;
}
