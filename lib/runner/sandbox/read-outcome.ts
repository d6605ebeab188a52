import { scanRawJson } from '@/lib/domain/raw-json-scan';

/** What the runtime wrote of a run: JSON texts by name, as they stand there. */
export interface ProgramOutcome {
  /** ok, rejected, warned, error or exit; null when the program never came to its end. */
  outcome: string | null;
  validationMessage: string | null;
  /** Whether it asked the network for something that no tape has. */
  needsNetwork: boolean;
  /** Members that a recording takes over, in this order. */
  members: ReadonlyMap<string, string>;
}

/** Members of the wire's `output` that are the runtime's word. */
const KEPT = [
  'result',
  'result_error',
  'mutations',
  'mutations_error',
  'python',
  'layout',
  'frozen',
];

const OUTCOMES = ['ok', 'rejected', 'warned', 'error', 'exit'];

const NOTHING: ProgramOutcome = {
  outcome: null,
  validationMessage: null,
  needsNetwork: false,
  members: new Map(),
};

/**
 * Reads what a program left on its third file. The code of the action can write there too, so nothing of
 * it is believed but its shape: what is no outcome is as good as none. Of a run that was ended it is the
 * frozen values and every reading of a clock so far, one a line.
 */
export function readOutcome(bytes: Buffer | null): ProgramOutcome {
  if (bytes === null) return NOTHING;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return NOTHING;
  }
  const [first = '', ...notes] = text.split('\n');
  const members = membersOf(first);
  if (!members) return NOTHING;
  const isOver = members.has('duration_ms');
  const frozen = members.get('frozen');
  if (!isOver && frozen) {
    const clock = clockOf(notes);
    if (clock && !membersOf(frozen)?.has('clock')) {
      members.set('frozen', `${frozen.trimEnd().slice(0, -1)}, "clock": ${clock}}`);
    }
  }
  const outcome = textOf(members.get('outcome'));
  return {
    outcome: isOver && outcome !== null && OUTCOMES.includes(outcome) ? outcome : null,
    validationMessage: isOver ? textOf(members.get('validation_message')) : null,
    needsNetwork: members.has('needs_network'),
    members: new Map(
      KEPT.flatMap((name) => {
        const value = members.get(name);
        return value === undefined ? [] : [[name, value] as const];
      }),
    ),
  };
}

function membersOf(text: string): Map<string, string> | null {
  const scan = scanRawJson(text);
  if (!scan.ok || scan.json.root.kind !== 'object') return null;
  return new Map(scan.json.members.map((m) => [m.key, text.slice(m.start, m.end)]));
}

function textOf(raw: string | undefined): string | null {
  return raw?.startsWith('"') ? (JSON.parse(raw) as string) : null;
}

const CLOCKS = new Set(['wall', 'monotonic', 'perf', 'cpu', 'thread']);

/** `wall 1700000000000000000` and so on, as the differences that a tape holds; the last line may be cut. */
function clockOf(notes: readonly string[]): string | null {
  const tapes = new Map<string, bigint[]>();
  const last = new Map<string, bigint>();
  for (const line of notes.slice(0, -1)) {
    const [name = '', value = ''] = line.split(' ');
    if (!CLOCKS.has(name) || !/^-?\d{1,20}$/.test(value)) continue;
    const now = BigInt(value);
    const tape = tapes.get(name) ?? [];
    tape.push(now - (last.get(name) ?? 0n));
    tapes.set(name, tape);
    last.set(name, now);
  }
  if (tapes.size === 0) return null;
  return `{${[...tapes].map(([name, tape]) => `"${name}": [${tape.join(', ')}]`).join(', ')}}`;
}
