import { canonicalJson } from './canonical-json';
import { STREAMS, type StreamName } from './recorded-output';
import { RUN_FACTS, type RunFact, type RunRecord } from './run-record';

interface RunDifference {
  part: StreamName | RunFact;
  before: string;
  after: string;
}

export interface RunComparison {
  /** Nothing is different but, perhaps, addresses in memory. */
  isSame: boolean;
  /** Addresses in memory differ: no two runs share them. */
  isMasked: boolean;
  differences: RunDifference[];
}

/** Bytes as text of one character each, so that what is no UTF-8 is compared as well. */
function latin(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return parts.join('');
}

const withoutAddresses = (text: string) => text.replace(/\b0x[0-9a-fA-F]{4,}/g, '0x...');

const decode = (bytes: Uint8Array) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);

const startsWith = (text: Uint8Array, start: Uint8Array) =>
  text.length >= start.length && start.every((byte, at) => byte === text[at]);

/**
 * A run beside its recording, as `--verify` of a bundle compares them: bytes of the streams, the other
 * facts as JSON. What was not recorded is not compared.
 * @param sha256 hex of a stream, or null where it cannot be worked out; then its length has to do
 */
export async function compareRuns(
  recorded: RunRecord,
  now: RunRecord,
  sha256: (bytes: Uint8Array) => Promise<string | null>,
): Promise<RunComparison> {
  const found: RunComparison = { isSame: true, isMasked: false, differences: [] };
  const compare = (part: RunDifference['part'], exact: [string, string], shown: () => string[]) => {
    if (exact[0] === exact[1]) return;
    found.isMasked = true;
    if (withoutAddresses(exact[0]) === withoutAddresses(exact[1])) return;
    const [before = '', after = ''] = shown();
    found.isSame = false;
    found.differences.push({ part, before, after });
  };
  for (const name of STREAMS) {
    const [before, after] = [recorded.streams[name], now.streams[name] ?? new Uint8Array()];
    if (before === null || (await isWhole(recorded, name, after, sha256))) continue;
    // Stopped from outside: not at the same place.
    const isCut = recorded.timeoutS !== null && now.facts.outcome === '"timeout"';
    if (isCut && (startsWith(before, after) || startsWith(after, before))) continue;
    compare(name, [latin(before), latin(after)], () => [decode(before), decode(after)]);
  }
  for (const name of RUN_FACTS) {
    const [before, after] = [recorded.facts[name], now.facts[name] ?? 'null'];
    if (before === null) continue;
    compare(name, [canonicalJson(before), canonicalJson(after)], () => [before, after]);
  }
  if (!found.isSame) found.isMasked = false;
  return found;
}

/** Of a long stream the recording keeps the beginning, and of the whole the length and the hash. */
async function isWhole(
  { streams, wholes }: RunRecord,
  name: StreamName,
  after: Uint8Array,
  sha256: (bytes: Uint8Array) => Promise<string | null>,
): Promise<boolean> {
  const [before, whole] = [streams[name], wholes[name]];
  if (!before || !whole || whole.bytes !== after.length || !startsWith(after, before)) return false;
  const hash = await sha256(after);
  return hash === null || hash === whole.sha256;
}
