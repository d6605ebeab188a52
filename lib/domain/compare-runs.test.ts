import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { compareRuns } from './compare-runs';
import { isRecorded, type RunRecord, readRunRecord } from './run-record';

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

const OUTPUT = {
  ...{ stdout: 'a\n', stderr: '', exit_code: 1, outcome: 'rejected', python: '3.11.7' },
  ...{ validation_message: 'no', result: { b: 1.5, a: 2 }, mutations: [] },
};

/** What came out now, by default what was recorded. */
function now(more: Record<string, unknown> = {}): RunRecord {
  return readRunRecord(JSON.stringify({ ...OUTPUT, ...more }));
}

const compare = (recorded: unknown, run: RunRecord) =>
  compareRuns(readRunRecord(JSON.stringify(recorded)), run, sha256);

describe('a run beside its recording', () => {
  it('is the same when everything is', async () => {
    const found = await compare(OUTPUT, now({ result: { a: 2, b: 1.5 } }));
    expect(found).toEqual({ isSame: true, isMasked: false, differences: [] });
  });

  it('names every part that differs, with both texts', async () => {
    const found = await compare(OUTPUT, now({ stdout: 'b\n', exit_code: 0, result: null }));
    expect(found.isSame).toBe(false);
    expect(found.differences).toEqual([
      { part: 'stdout', before: 'a\n', after: 'b\n' },
      { part: 'exit_code', before: '1', after: '0' },
      { part: 'result', before: '{"b":1.5,"a":2}', after: 'null' },
    ]);
  });

  it('does not compare what was not recorded', async () => {
    const found = await compare({ stdout: 'a\n' }, now());
    expect(found.isSame).toBe(true);
  });

  it('masks addresses in memory', async () => {
    const [a, b] = ['<f at 0x7f00aa11>\n', '<f at 0xdeadbeef>\n'];
    const found = await compare({ ...OUTPUT, stdout: a }, now({ stdout: b }));
    expect(found).toMatchObject({ isSame: true, isMasked: true });
  });

  it('compares bytes that are no text', async () => {
    const recorded = { ...OUTPUT, stdout: null, stdout_base64: '//4=' };
    const run = now();
    run.streams.stdout = Uint8Array.of(0xff, 0xfe);
    expect((await compare(recorded, run)).isSame).toBe(true);
    run.streams.stdout = Uint8Array.of(0xff, 0xfd);
    expect((await compare(recorded, run)).isSame).toBe(false);
  });

  it('takes a long stream by its beginning, its length and its hash', async () => {
    const whole = 'line\n'.repeat(100);
    const recorded = {
      ...{ ...OUTPUT, stdout: 'line\n', stdout_bytes: whole.length },
      stdout_sha256: await sha256(new TextEncoder().encode(whole)),
    };
    expect((await compare(recorded, now({ stdout: whole }))).isSame).toBe(true);
    const other = whole.replace(/e\n$/, 'x\n');
    expect((await compare(recorded, now({ stdout: other }))).isSame).toBe(false);
  });

  it('takes a run that was stopped for its time wherever it was stopped', async () => {
    const timeout = { ...OUTPUT, outcome: 'timeout', exit_code: 137, frozen: { timeout: 2 } };
    const run = now({ stdout: 'a\na\na\n', outcome: 'timeout', exit_code: 137 });
    expect((await compare(timeout, run)).isSame).toBe(true);
  });
});

describe('a recording', () => {
  it('is none without streams and exit code', () => {
    for (const text of [null, '', '[]', '{}', '{"outcome":"ok"}', 'no json', '{"stdout":null}']) {
      expect(isRecorded(readRunRecord(text)), String(text)).toBe(false);
    }
    expect(isRecorded(readRunRecord('{"exit_code":0}'))).toBe(true);
  });

  it('tells what a run has to start with', () => {
    const text = '{"outcome":"timeout","frozen":{"hash_seed":4294967295,"timeout":2.5}}';
    expect(readRunRecord(text)).toMatchObject({ hashSeed: 4294967295, timeoutS: 2.5 });
    expect(readRunRecord('{"frozen":{"hash_seed":"x"}}').hashSeed).toBeNull();
  });
});
