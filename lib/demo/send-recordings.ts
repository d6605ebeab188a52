import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { scanRawJson } from '@/lib/domain/raw-json-scan';
import { DEMO_FOLDER } from './demo-folder';

interface SendOptions {
  baseUrl: string;
  key: string;
  base: string;
  say: (line: string) => void;
  signal: AbortSignal;
}

const BATCH = 40;
const TIMES = new Set(['created_at', 'started_at', 'finished_at']);

/** Moves the three times of an execution; the rest of its text stays as it was recorded. */
export function shiftTimes(line: string, byMs: number): string {
  const scan = scanRawJson(line, { allowNonFinite: true });
  if (!scan.ok) return line;
  let shifted = '';
  let from = 0;
  for (const { key, kind, start, end } of scan.json.members) {
    if (!TIMES.has(key) || kind !== 'string') continue;
    const ms = Date.parse(JSON.parse(line.slice(start, end)) as string);
    shifted += line.slice(from, start) + JSON.stringify(new Date(ms + byMs).toISOString());
    from = end;
  }
  return shifted + line.slice(from);
}

/** Sends recordings of real runs, as if they had been made now. Throws when one was not taken. */
export async function sendRecordings({
  baseUrl,
  key,
  base,
  say,
  signal,
}: SendOptions): Promise<void> {
  const text = gunzipSync(await readFile(join(DEMO_FOLDER, 'recordings.ndjson.gz'))).toString(
    'utf8',
  );
  const [header = '{}', ...lines] = text.trim().split('\n');
  const recordedAt = Date.parse((JSON.parse(header) as { base: string }).base);
  const shifted = lines.map((line) => shiftTimes(line, Date.parse(base) - recordedAt));
  for (let done = 0; done < shifted.length; done += BATCH) {
    const answer = await fetch(`${baseUrl}/api/v1/executions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${key}`,
        'content-type': 'application/x-ndjson',
        'content-encoding': 'gzip',
      },
      body: gzipSync(shifted.slice(done, done + BATCH).join('\n')),
      signal,
    });
    const verdict = (await answer.json()) as { rejected?: { message: string }[]; detail?: string };
    const refusal = verdict.rejected?.[0]?.message ?? (answer.ok ? null : verdict.detail);
    if (refusal) throw new Error(refusal);
    say(`filled ${Math.min(done + BATCH, shifted.length)} of ${shifted.length}`);
  }
}
