import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { buildProgram } from '@/lib/bundle/build-program';
import { processState, sandboxProcesses, starterOf } from '@/lib/testing/sandbox-processes';
import { probeSandbox } from './probe-sandbox';
import { readOutcome } from './read-outcome';
import { runInSandbox, type SandboxRun } from './run-in-sandbox';
import type { Sandbox } from './sandbox';
import { createSandboxHost, type SandboxHost } from './sandbox-host';
import { sandboxLimits } from './sandbox-limits';

const folder = mkdtempSync(join(tmpdir(), 'runlens-host-'));
const hostFile = join(folder, 'host.mjs');
const SEED = process.pid;
let sandbox: Sandbox;
let host: SandboxHost;

async function bundle(contents: string, outfile: string): Promise<void> {
  await build({
    stdin: { contents, resolveDir: resolve('.'), loader: 'ts' },
    ...{ bundle: true, platform: 'node', format: 'esm', outfile },
    absWorkingDir: resolve('.'),
    logLevel: 'error',
  });
}

beforeAll(async () => {
  await bundle(
    `import { serveRuns } from '@/lib/runner/sandbox/serve-runs';\nserveRuns();`,
    hostFile,
  );
  const state = await probeSandbox(buildProgram);
  if (!state.ok) throw new Error(state.reason);
  sandbox = state.sandbox;
  host = createSandboxHost(hostFile);
});

afterAll(() => {
  host.stop();
  rmSync(folder, { recursive: true });
});

const asked = (code: string, more: Partial<SandboxRun> = {}): SandboxRun => ({
  program: buildProgram({ code, contextText: null, frozenText: '{}' }),
  limits: sandboxLimits(60_000),
  hashSeed: SEED,
  ...more,
});

/** Bubblewrap outside and inside, and Python. */
async function started(): Promise<number[]> {
  await vi.waitFor(() => expect(sandboxProcesses(SEED).length).toBe(3), { timeout: 20_000 });
  return sandboxProcesses(SEED);
}

describe('a sandbox that another process starts', () => {
  it('ends as one of this process does', async () => {
    const run = asked(
      'import sys; sys.stdout.buffer.write(b"\\xff\\x00"); raise ValidationError(1)',
    );
    const [there, here] = await Promise.all([host.run(sandbox, run), runInSandbox(sandbox, run)]);
    const known = ({ outcome, wallMs, ...rest }: typeof there) => rest;
    expect(known(there)).toEqual(known(here));
    expect(there.stdout.head).toEqual(Buffer.from([0xff, 0]));
    expect(readOutcome(there.outcome)).toMatchObject({
      outcome: 'rejected',
      validationMessage: '1',
    });
  });

  it('takes many at once, and tells them apart', async () => {
    const numbers = [1, 2, 3, 4];
    const ends = await Promise.all(
      numbers.map((number) => host.run(sandbox, asked(`print(${number})`))),
    );
    expect(ends.map(({ stdout }) => stdout.head.toString())).toEqual(
      numbers.map((number) => `${number}\n`),
    );
  });

  it('is ended, and stands still meanwhile, when that is asked for', async () => {
    const ending = new AbortController();
    let pause: (paused: boolean) => void = () => undefined;
    const run = asked('while True: pass', {
      signal: ending.signal,
      onPause: (listener) => {
        pause = listener;
      },
    });
    const running = host.run(sandbox, run);
    const processes = await started();
    pause(true);
    await vi.waitFor(() => {
      expect(processes.map((pid) => processState(pid))).toEqual(['T', 'T', 'T']);
    });
    ending.abort();
    expect(await running).toMatchObject({ stop: 'signal' });
    expect(sandboxProcesses(SEED)).toEqual([]);
    const late = asked('print(1)', { signal: AbortSignal.abort() });
    expect(await host.run(sandbox, late)).toMatchObject({ stop: 'signal' });
  });

  it('is told of as lost when its process is killed, and the next one runs', async () => {
    const running = host.run(sandbox, asked('while True: pass'));
    const starter = starterOf(await started());
    process.kill(starter, 'SIGINT'); // a Ctrl-C is not for it
    process.kill(starter, 'SIGKILL');
    await expect(running).rejects.toThrow('The process that starts sandboxes has ended');
    await vi.waitFor(() => expect(sandboxProcesses(SEED)).toEqual([]), { timeout: 5_000 });
    expect(await host.run(sandbox, asked('print(1)'))).toMatchObject({ exitCode: 0 });
  });

  it('has its files where this process has them, and says what is wrong with that place', async () => {
    vi.stubEnv('TMPDIR', join(folder, 'nowhere'));
    const other = createSandboxHost(hostFile);
    try {
      await expect(other.run(sandbox, asked('print(1)'))).rejects.toThrow('ENOENT');
    } finally {
      other.stop();
      vi.unstubAllEnvs();
    }
  });

  it('is gone when the worker is killed', async () => {
    const outfile = join(folder, 'worker.mjs');
    await bundle(
      `import { buildProgram } from '@/lib/bundle/build-program';
import { probeSandbox } from '@/lib/runner/sandbox/probe-sandbox';
import { createSandboxHost } from '@/lib/runner/sandbox/sandbox-host';
import { sandboxLimits } from '@/lib/runner/sandbox/sandbox-limits';
const { sandbox } = await probeSandbox(buildProgram);
const program = buildProgram({ code: 'while True: pass', contextText: null, frozenText: '{}' });
const run = { program, limits: sandboxLimits(600_000), hashSeed: ${SEED} };
await createSandboxHost(${JSON.stringify(hostFile)}).run(sandbox, run);`,
      outfile,
    );
    const worker: ChildProcess = spawn(process.execPath, [outfile], { stdio: 'inherit' });
    const starter = starterOf(await started());
    worker.kill('SIGKILL');
    await vi.waitFor(() => expect(sandboxProcesses(SEED)).toEqual([]), { timeout: 5_000 });
    await vi.waitFor(() => expect(processState(starter)).toBe(null), { timeout: 5_000 });
  });
});
