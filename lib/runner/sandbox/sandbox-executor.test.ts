import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildBundle } from '@/lib/bundle/build-bundle';
import { buildProgram } from '@/lib/bundle/build-program';
import { replayText } from '@/lib/bundle/replay-text';
import type { ProjectId } from '@/lib/domain/project';
import { processState, sandboxProcesses, sandboxSeeds } from '@/lib/testing/sandbox-processes';
import type { Executor, RunControl, RunJob, RunOutcome } from '../executor';
import { probeSandbox } from './probe-sandbox';
import type { SandboxState } from './sandbox';
import { createSandboxExecutor } from './sandbox-executor';

let state: SandboxState;
let executor: Executor;
const folder = mkdtempSync(join(tmpdir(), 'runlens-executor-'));

beforeAll(async () => {
  state = await probeSandbox(buildProgram);
  if (!state.ok) throw new Error(state.reason);
  executor = createSandboxExecutor(state, buildProgram);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const job = (code: string, more: Partial<RunJob> = {}): RunJob => ({
  projectId: 1 as ProjectId,
  executionId: 'e',
  attempt: 2,
  actionKey: 'check_part',
  idempotencyKey: 'e:2',
  code,
  contextText: null,
  outputText: null,
  event: 'UPDATE',
  target: 'PART',
  allowedMs: 30_000,
  checkpoint: null,
  ...more,
});

function control(): RunControl & { abort: (reason: string) => void; pause: (on: boolean) => void } {
  const ending = new AbortController();
  const listeners: ((paused: boolean) => void)[] = [];
  return {
    signal: ending.signal,
    abort: (reason) => ending.abort(reason),
    pause: (on) => {
      for (const listener of listeners) listener(on);
    },
    log: () => undefined,
    save: () => undefined,
    paused: { onChange: (listener) => listeners.push(listener) },
  };
}

const run = (code: string, more?: Partial<RunJob>) => executor.run(job(code, more), control());

function outputOf(outcome: RunOutcome): Record<string, unknown> {
  const text = 'outputText' in outcome ? outcome.outputText : null;
  return JSON.parse(text ?? 'null');
}

describe('the end of a run', () => {
  it.each<[string, string, Partial<RunOutcome>, Record<string, unknown>]>([
    [
      'success',
      'print("done")',
      { status: 'success', raisedAction: null },
      { outcome: 'ok', stdout: 'done\n' },
    ],
    [
      'a refusal',
      'raise ValidationError("no")',
      { status: 'failed', raisedAction: 'check_part', validationMessage: 'no' },
      { outcome: 'rejected', exit_code: 1 },
    ],
    [
      'a warning',
      'raise ValidationWarning("hm")',
      { status: 'success', raisedAction: 'check_part', validationMessage: 'hm' },
      { outcome: 'warned', exit_code: 0 },
    ],
    [
      'an error',
      '1 / 0',
      { status: 'failed', validationMessage: 'ZeroDivisionError: division by zero' },
      { outcome: 'error' },
    ],
    [
      'an exit',
      'raise SystemExit(3)',
      { status: 'failed', validationMessage: null },
      { outcome: 'exit', exit_code: 3 },
    ],
    [
      'a kill',
      'import os; os.kill(os.getpid(), 9)',
      { status: 'failed', raisedAction: null },
      { outcome: 'killed', exit_code: 137 },
    ],
    [
      'a flood',
      'while True: print("x" * 10**6)',
      { status: 'failed', validationMessage: 'Stopped: more than 1 MiB on stdout' },
      { outcome: 'killed' },
    ],
    [
      'a forged success',
      `import os; os.pwrite(510, b'{"outcome": "ok", "duration_ms": 1}', 0); os._exit(3)`,
      { status: 'failed' },
      { outcome: 'exit', exit_code: 3 },
    ],
  ])('%s', async (_, code, outcome, output) => {
    const found = await run(code);
    expect(found).toMatchObject({ kind: 'finished', ...outcome });
    expect(outputOf(found)).toMatchObject(output);
  });

  it('is a rejection after the allowed time, with what was printed until then', async () => {
    const found = await run('print("first"); import time; time.sleep(600)', { allowedMs: 2_000 });
    expect(found).toMatchObject({ kind: 'rejected', reason: 'Stopped after 2 s' });
    expect(outputOf(found)).toMatchObject({
      stdout: 'first\n',
      outcome: 'timeout',
      exit_code: 137,
    });
  });

  it('is a refusal where there is nothing to run, or no sandbox', async () => {
    expect(await run('', { code: null })).toMatchObject({ kind: 'refused' });
    const none = createSandboxExecutor({ ok: false, reason: 'no bubblewrap' }, buildProgram);
    expect(await none.run(job('print(1)'), control())).toEqual({
      kind: 'refused',
      reason: 'no bubblewrap',
    });
  });

  it('is a refusal when the sandbox cannot be made this time', async () => {
    if (!state.ok) throw new Error(state.reason);
    const python = { ...state.sandbox.python, readable: ['/nowhere/at/all'] };
    const broken = createSandboxExecutor(
      { ok: true, sandbox: { ...state.sandbox, python } },
      buildProgram,
    );
    const found = await broken.run(job('print(1)'), control());
    expect(found).toMatchObject({ kind: 'refused', reason: expect.stringContaining('/nowhere') });
  });
});

it('gives the code its context to the digit, and what the recording gave it', async () => {
  const code = `import os, sys, time
print(context["n"], context["f"], os.environ["REGION"], time.strftime("%Z"), input(), sys.argv, __name__)
result = {"n": context["n"]}
mutations.append(2 ** 70)`;
  const outputText = JSON.stringify({
    frozen: { env: { REGION: 'eu' }, tz: 'Europe/Berlin', stdin: 'typed\n' },
  });
  const contextText = '{"n": 12345678901234567890123, "f": 1.0}';
  const found = await run(code, { contextText, outputText });
  expect(found).toMatchObject({ kind: 'finished', status: 'success' });
  const text = found.kind === 'finished' ? found.outputText : '';
  expect(outputOf(found).stdout).toMatch(
    /^12345678901234567890123 1\.0 eu CES?T typed \['action.py'\] __main__\n$/,
  );
  expect(text).toContain('"result": {"n": 12345678901234567890123}');
  expect(text).toContain('"mutations": [1180591620717411303424]');
});

it('compiles the runtime itself where another Python has done so', async () => {
  if (!state.ok) throw new Error(state.reason);
  const runtime = Buffer.concat([Buffer.from('none'), state.sandbox.runtime.subarray(4)]);
  const other = createSandboxExecutor(
    { ok: true, sandbox: { ...state.sandbox, runtime } },
    buildProgram,
  );
  const outcome = await other.run(job('print(3)'), control());
  expect(outcome).toMatchObject({ kind: 'finished', status: 'success' });
});

it('makes a recording from which the download gives the same output', async () => {
  const code = `import datetime, random, sys, time, uuid
print(datetime.datetime.now(), random.random(), uuid.uuid4(), time.monotonic())
print(sorted({"a", "b", "c"}, key=hash), file=sys.stderr)
raise ValidationError(str(random.random()))`;
  const found = await run(code);
  if (found.kind !== 'finished') throw new Error(found.kind);
  const bundle = buildBundle(
    {
      ...{ id: 'e', externalId: null, createdAt: new Date(0), event: 'E', target: 'T' },
      ...{ targetRecordId: null, actionKeys: [], raisedAction: null, status: 'failed', code },
      ...{ validationMessage: found.validationMessage, contextText: null, link: null },
      outputText: found.outputText,
    },
    replayText,
  );
  const path = join(folder, 'download.py');
  writeFileSync(path, bundle.text);
  if (!state.ok) throw new Error(state.reason);
  const args = ['-s', path, '--verify'];
  expect(execFileSync(state.sandbox.python.path, args, { encoding: 'utf8' })).toMatch(/^SAME/);
});

/** Numbers of bubblewrap outside, of bubblewrap inside and of Python, once all three are there. */
async function started(): Promise<number[]> {
  let found: number[] = [];
  await vi.waitFor(
    () => {
      const [seed = -1] = sandboxSeeds(process.pid);
      found = sandboxProcesses(seed);
      expect(found.length).toBe(3);
    },
    { timeout: 20_000, interval: 5 },
  );
  return found;
}

describe('a run that somebody holds', () => {
  it('ends at once when it is cancelled, and leaves nothing', async () => {
    const one = control();
    const running = executor.run(job('while True: pass'), one);
    const processes = await started();
    one.abort('cancelled');
    expect(await running).toEqual({ kind: 'stopped' });
    expect(processes.map((pid) => processState(pid))).toEqual(processes.map(() => null));
    const late = control();
    late.abort('cancelled');
    expect(await executor.run(job('print(1)'), late)).toEqual({ kind: 'stopped' });
  });

  it('stands still, all of it, until it goes on', async () => {
    const one = control();
    const running = executor.run(job('print(sum(range(10**7)))'), one);
    const processes = await started();
    one.pause(true);
    const states = () => processes.map((pid) => processState(pid));
    await vi.waitFor(() => expect(states()).toEqual(processes.map(() => 'T')));
    one.pause(false);
    expect(await running).toMatchObject({ kind: 'finished', status: 'success' });
    expect(states()).toEqual(processes.map(() => null));
  });

  it('can be ended while it stands still', async () => {
    const one = control();
    const running = executor.run(job('while True: pass'), one);
    const processes = await started();
    one.pause(true);
    one.abort('interrupted');
    expect(await running).toEqual({ kind: 'stopped' });
    expect(processes.map((pid) => processState(pid))).toEqual(processes.map(() => null));
  });

  it('is gone when its worker is killed', async () => {
    const outfile = join(folder, 'worker.mjs');
    await build({
      stdin: {
        contents: `import { buildProgram } from '@/lib/bundle/build-program';
import { probeSandbox } from '@/lib/runner/sandbox/probe-sandbox';
import { runInSandbox } from '@/lib/runner/sandbox/run-in-sandbox';
import { sandboxLimits } from '@/lib/runner/sandbox/sandbox-limits';
const state = await probeSandbox(buildProgram);
const program = buildProgram({ code: 'import time; time.sleep(600)', contextText: null, frozenText: '{}' });
await runInSandbox(state.sandbox, { program, limits: sandboxLimits(600_000), hashSeed: ${process.pid} });`,
        resolveDir: resolve('.'),
        loader: 'ts',
      },
      ...{ bundle: true, platform: 'node', format: 'esm', outfile },
      absWorkingDir: resolve('.'),
      logLevel: 'error',
    });
    const worker: ChildProcess = spawn(process.execPath, [outfile], { stdio: 'inherit' });
    const mine = () => sandboxProcesses(process.pid);
    // Bubblewrap outside and inside, and Python.
    await vi.waitFor(() => expect(mine().length).toBe(3), { timeout: 20_000 });
    worker.kill('SIGKILL');
    await vi.waitFor(() => expect(mine()).toEqual([]), { timeout: 5_000 });
  });
});
