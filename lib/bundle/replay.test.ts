import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findPythons } from '@/lib/testing/pythons';
import type { ReplayCase } from '@/lib/testing/replay-case';
import { replayCases } from '@/lib/testing/replay-cases';
import { buildBundle } from './build-bundle';
import type { BundleSource } from './bundle-source';
import { replayText } from './replay-text';

const client = fileURLToPath(new URL('../../clients/python', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'replay-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Records cases and prints what a server would store, one JSON line a case. */
const RECORD = `
import sys, json, base64, datetime
from concurrent.futures import ThreadPoolExecutor
sys.path.insert(0, sys.argv[1])
import runlens
def one(case):
    at = case.get("at") and datetime.datetime.fromisoformat(case["at"])
    r = runlens.record(case["code"], case.get("context", "{}"), event="UPDATE", target="PART",
        actions=["act"], send=False, stdin=case.get("stdin", ""), env=case.get("env", ()),
        timeout=case.get("timeout"), at=at)
    e = r.execution
    json.loads(runlens.to_json({**e, "context": None}))
    b = lambda data: base64.b64encode(data).decode()
    return json.dumps({"code": e["code"], "contextText": e["context"],
        "outputText": json.dumps(e["output"]), "status": e["status"],
        "validationMessage": e.get("validation_message"), "raisedAction": e.get("raised_action"),
        "stdout": b(r.stdout), "stderr": b(r.stderr), "exitCode": r.exit_code, "outcome": r.outcome,
        "stdoutBytes": e["output"].get("stdout_bytes")})
with ThreadPoolExecutor(3) as pool:
    for line in pool.map(one, json.load(open(sys.argv[2]))): print(line)
`;

interface Ran {
  stdout: Buffer;
  stderr: Buffer;
  exitCode: number;
}

const SIGNAL_EXIT: Partial<Record<string, number>> = { SIGKILL: 137, SIGTERM: 143 };

function run(python: string, args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const options = {
    encoding: 'buffer',
    maxBuffer: 1e9,
    env: { ...process.env, ...env },
  } as const;
  return new Promise((resolve) => {
    const child = execFile(python, args, options, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0;
      resolve({ stdout, stderr, exitCode: SIGNAL_EXIT[error?.signal ?? ''] ?? code });
    });
    child.stdin?.end();
  });
}

type Recording = Pick<
  BundleSource,
  'code' | 'contextText' | 'outputText' | 'status' | 'validationMessage' | 'raisedAction'
> & {
  /** Base64. */
  stdout: string;
  stderr: string;
  exitCode: number;
  outcome: string;
  /** Length of the whole when only its beginning was kept. */
  stdoutBytes: number | null;
};

async function record(python: string, cases: readonly ReplayCase[]): Promise<Recording[]> {
  const path = join(mkdtempSync(join(folder, 'cases-')), 'cases.json');
  writeFileSync(path, JSON.stringify(cases));
  const done = await run(python, ['-c', RECORD, client, path], { REPLAY_TEST: 'set é' });
  expect(done.stderr.toString()).toBe('');
  const lines = done.stdout.toString().trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function bundleFile(recording: Recording): { file: string; layout: string } {
  const { name, text } = buildBundle(
    {
      ...recording,
      id: '0190',
      externalId: 'x',
      createdAt: new Date(0),
      event: 'UPDATE',
      target: 'PART',
      targetRecordId: '34',
      actionKeys: ['act'],
      link: null,
    },
    replayText,
  );
  const file = join(mkdtempSync(join(folder, 'run-')), name);
  writeFileSync(file, text);
  const begin = /^(r'{3}|r"{3}|)#>>> action( json)?/m.exec(text);
  return { file, layout: begin?.[2] ? 'json' : begin?.[1] ? 'quoted' : 'plain' };
}

/** Where the file is run, everything that it freezes is different. */
const ELSEWHERE = { LANG: 'de_DE.UTF-8', TZ: 'Asia/Tokyo', PYTHONHASHSEED: '5', EXTRA: '1' };

/** How a case looks: by its text, with printed addresses masked where they may differ. */
function shown(data: Buffer, masked = false): string {
  const text = data.toString('latin1');
  return masked ? text.replace(/0x[0-9a-f]+/g, '0x') : text;
}

async function checkRun(
  python: string,
  given: ReplayCase,
  recording: Recording,
  file: string,
): Promise<void> {
  const now = await run(python, [file], ELSEWHERE);
  const kept = Buffer.from(recording.stdout, 'base64');
  expect(now.stdout.length).toBe(recording.stdoutBytes ?? now.stdout.length);
  const stdout = recording.stdoutBytes ? now.stdout.subarray(0, kept.length) : now.stdout;
  expect(shown(stdout, given.masked)).toBe(shown(kept, given.masked));
  const stderr = Buffer.from(recording.stderr, 'base64');
  expect(shown(now.stderr, given.masked)).toBe(shown(stderr, given.masked));
  expect(now.exitCode).toBe(recording.exitCode);
}

async function checkVerdict(python: string, given: ReplayCase, file: string): Promise<void> {
  const { stdout, stderr, exitCode } = await run(python, [file, '--verify']);
  const same = given.masked ? 'SAME (memory addresses apart)\n' : 'SAME as recorded\n';
  expect({ stdout: stdout.toString().slice(-2000), stderr: stderr.toString(), exitCode }).toEqual({
    stdout: same,
    stderr: '',
    exitCode: 0,
  });
}

const [own, ...others] = findPythons();
const newest = others.sort((a, b) => Number(b.minor.slice(2)) - Number(a.minor.slice(2)))[0];

/** All of them by the interpreter at hand; what depends on a version most, and a part of the rest, by another. */
const TABLE = [own, newest].flatMap((python, at) =>
  Object.entries(replayCases).map(([group, cases]) => ({
    group,
    python: python?.path ?? '',
    minor: python?.minor,
    cases: cases.filter(
      (_, index) => python && (at === 0 || group === 'what is frozen' || index % 6 === 0),
    ),
  })),
);

describe.each(TABLE.filter(({ cases }) => cases.length > 0))(
  'Python $minor: $group',
  ({ group, python, cases }) => {
    let recordings: Recording[] = [];
    beforeAll(async () => {
      recordings = await record(python, cases);
    }, 120_000);

    it.concurrent.each(cases.map((given, index) => ({ ...given, index })))(
      '$name: the same again',
      { timeout: 120_000 },
      async ({ index, ...given }) => {
        const recording = recordings[index];
        if (!recording) throw new Error('not recorded');
        expect(recording.outcome).toBe(given.outcome ?? recording.outcome);
        const { file, layout } = bundleFile(recording);
        expect(layout).toBe(given.layout ?? layout);
        await checkRun(python, given, recording, file);
        // The layout is nothing to a comparison of outputs, and each costs two processes.
        if (group !== 'text of the code') await checkVerdict(python, given, file);
      },
    );
  },
);
