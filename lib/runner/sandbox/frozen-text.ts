import { randomBytes, randomInt } from 'node:crypto';
import { scanRawJson } from '@/lib/domain/raw-json-scan';

/**
 * What is decided before a retry runs. The environment, the time zone and stdin are what the code was
 * given, so they are the recorded ones: this server has none of its own to offer. Clock, randomness and
 * the order of hashes are not: a retry is another try at another time, and code that waits for a deadline
 * or makes up a key must not meet those of the first one. They are recorded anew, so that the download of
 * the retry gives the output of the retry. The tape of HTTP calls is not played back either: it would let
 * a call succeed that never went out. It is begun anew, and keeps that there was no network.
 */
export function frozenText(outputText: string | null): { text: string; hashSeed: number } {
  const before = membersOf(membersOf(outputText).get('frozen') ?? null);
  const hashSeed = randomInt(1, 2 ** 32 - 1);
  const members: Record<string, string> = {
    entropy: JSON.stringify(randomBytes(32).toString('hex')),
    hash_seed: String(hashSeed),
    // Line by line: what was printed before a kill is not lost in a buffer.
    lines: 'true',
    env: isOfTexts(before.get('env')) ? (before.get('env') ?? '{}') : '{}',
    tz: isText(before.get('tz')) ? (before.get('tz') ?? '"UTC"') : '"UTC"',
    stdin: isText(before.get('stdin')) ? (before.get('stdin') ?? '""') : '""',
    ...(before.has('http') ? { http: '[]' } : {}),
  };
  const text = Object.entries(members).map(([name, value]) => `"${name}": ${value}`);
  return { text: `{${text.join(', ')}}`, hashSeed };
}

function membersOf(text: string | null): Map<string, string> {
  const scan = text === null ? null : scanRawJson(text, { allowNonFinite: true });
  if (text === null || !scan?.ok) return new Map();
  return new Map(scan.json.members.map((m) => [m.key, text.slice(m.start, m.end)]));
}

const isText = (raw: string | undefined) => raw?.startsWith('"') ?? false;

/** What os.environ takes: one that it refuses would end every retry before its first line. */
function isOfTexts(raw: string | undefined): boolean {
  if (!raw?.startsWith('{')) return false;
  const entries = Object.entries(JSON.parse(raw) as Record<string, unknown>);
  return entries.every(
    ([name, value]) =>
      name !== '' && !/[=\0]/.test(name) && typeof value === 'string' && !value.includes('\0'),
  );
}
