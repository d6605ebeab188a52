/** Where an exception came from. */
export interface Frame {
  /** `<action>` for the action's own code. */
  file: string;
  line: number;
  /** Null where the text itself could not be compiled. */
  function: string | null;
  /** The first line of the statement, or null where the code was not at hand. */
  text: string | null;
}

export interface Traceback {
  exceptionType: string;
  /** First line of what follows the type; empty without a message. */
  message: string;
  /** Outermost first. */
  frames: readonly Frame[];
}

const START = /^(?:Exception Group )?Traceback \(most recent call last\):$/;
const FRAME = /^ {2}File "(.{1,1000})", line (\d{1,7})(?:, in (.{1,300}))?$/;
const EXCEPTION = /^([A-Za-z_][\w.<>]{0,300})(?:: ?(.*))?$/;
/** Python 3.11 and later mark the place in the line. */
const MARKS = /^[\s^~]+$/;
/** The runtime reports what it could not raise; the run went on after it. */
const IGNORED = /^Exception ignored in/;
/** Exception groups draw their members as a tree below their own traceback. */
const GROUP_MARGIN = /^ {0,40}[+|] /;
const GROUP_MEMBER = /^ {0,40}[+|]?-?\+-{3,}/;

/** The tracebacks of Python in a text, in the order in which they were raised. Never throws. */
export function readTracebacks(text: string): Traceback[] {
  const found: Traceback[] = [];
  let open: { frames: Frame[]; isIgnored: boolean } | null = null;
  let before = '';
  let inMembers = false;
  for (const raw of text.split(/\r?\n/)) {
    if (GROUP_MEMBER.test(raw)) inMembers = true;
    const isGroup = GROUP_MARGIN.test(raw);
    if (!isGroup && raw.trim() !== '' && !GROUP_MEMBER.test(raw)) inMembers = false;
    if (inMembers) continue;
    const line = isGroup ? raw.replace(GROUP_MARGIN, '') : raw;
    const frame = readFrame(line);
    if (START.test(line)) open = { frames: [], isIgnored: IGNORED.test(before) };
    else if (frame) {
      open ??= { frames: [], isIgnored: false };
      open.frames.push(frame);
    } else if (open && /^ {4}/.test(line)) addText(open.frames.at(-1), line);
    else if (open && line !== '' && !line.startsWith(' ')) {
      const match = EXCEPTION.exec(line);
      const { frames } = open;
      if (match?.[1] && !open.isIgnored && frames.length > 0) {
        found.push({ exceptionType: typeName(match[1]), message: match[2] ?? '', frames });
      }
      open = null;
    }
    if (line !== '') before = line;
  }
  return found;
}

function readFrame(line: string): Frame | null {
  const match = FRAME.exec(line);
  if (!match) return null;
  const [, file = '', number, name] = match;
  return { file, line: Number(number), function: name ?? null, text: null };
}

function addText(frame: Frame | undefined, line: string): void {
  if (frame && frame.text === null && !MARKS.test(line)) frame.text = line.trim();
}

/** Modules that say nothing go, and so does the function that a class was made in. */
function typeName(name: string): string {
  return name.replace(/^(?:__main__|builtins)\./, '').replace(/^.*<locals>\./, '');
}

const ELSEWHERE = /[\\/](?:site-packages|dist-packages|lib[\\/]python\d)|^<(?:frozen|string|stdin)/;

/** The innermost frame of the action; without one, of what is neither a package nor the library. */
export function raisingFrame(frames: readonly Frame[]): Frame | null {
  return (
    frames.findLast(({ file }) => file === '<action>') ??
    frames.findLast(({ file }) => !ELSEWHERE.test(file)) ??
    frames.at(-1) ??
    null
  );
}
