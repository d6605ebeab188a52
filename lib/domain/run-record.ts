import { bytesOfBase64 } from './bytes-of-base64';
import { scanRawJson } from './raw-json-scan';
import type { StreamName } from './recorded-output';

/** What a run says of itself beside its streams. */
export const RUN_FACTS = [
  'exit_code',
  'outcome',
  'validation_message',
  'result',
  'mutations',
] as const;

export type RunFact = (typeof RUN_FACTS)[number];

/** What came out of a run, exactly: bytes, and JSON as it was written. */
export interface RunRecord {
  /** Null when nobody recorded it. */
  streams: Record<StreamName, Uint8Array | null>;
  /** Of a stream of which only the beginning was kept: length and SHA-256 (hex) of the whole. */
  wholes: Record<StreamName, { bytes: number; sha256: string } | null>;
  /** JSON text; null when it says nothing of it. */
  facts: Record<RunFact, string | null>;
  python: string | null;
  /** Of the hashes of texts, which decide the order of a set. */
  hashSeed: number | null;
  /** Seconds after which a run was ended that timed out. */
  timeoutS: number | null;
}

function membersOf(text: string | null | undefined): Map<string, string> {
  const scan = text ? scanRawJson(text, { allowNonFinite: true }) : null;
  if (!text || !scan?.ok || scan.json.root.kind !== 'object') return new Map();
  return new Map(scan.json.members.map((m) => [m.key, text.slice(m.start, m.end)]));
}

function textOf(raw: string | undefined): string | null {
  return raw?.startsWith('"') ? (JSON.parse(raw) as string) : null;
}

/** Reads the `output` of an execution, or the outcome file of a run, which has no streams. */
export function readRunRecord(outputText: string | null): RunRecord {
  const members = membersOf(outputText);
  const frozen = membersOf(members.get('frozen'));
  const number = (raw: string | undefined) => (raw && /^\d{1,15}(\.\d+)?$/.test(raw) ? +raw : null);
  const stream = (name: StreamName) => {
    const base64 = textOf(members.get(`${name}_base64`));
    if (base64 !== null) return bytesOfBase64(base64);
    const text = textOf(members.get(name));
    return text === null ? null : new TextEncoder().encode(text);
  };
  const whole = (name: StreamName) => {
    const bytes = number(members.get(`${name}_bytes`));
    const sha256 = textOf(members.get(`${name}_sha256`));
    return bytes !== null && sha256 !== null ? { bytes, sha256 } : null;
  };
  return {
    streams: { stdout: stream('stdout'), stderr: stream('stderr') },
    wholes: { stdout: whole('stdout'), stderr: whole('stderr') },
    facts: Object.fromEntries(
      RUN_FACTS.map((name) => [name, members.get(name) ?? null]),
    ) as RunRecord['facts'],
    python: textOf(members.get('python')),
    hashSeed: number(frozen.get('hash_seed')),
    timeoutS: members.get('outcome') === '"timeout"' ? number(frozen.get('timeout')) : null,
  };
}

/** Whether there is anything to compare with. */
export function isRecorded({ streams, facts }: RunRecord): boolean {
  return streams.stdout !== null || streams.stderr !== null || facts.exit_code !== null;
}
