import { type ChildProcess, spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it, vi } from 'vitest';
import { processState, sandboxProcesses, sandboxSeeds } from '@/lib/testing/sandbox-processes';
import { runControl, sandboxJob, withSandbox } from '@/lib/testing/with-sandbox';

const { executor, folder } = withSandbox();

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

/** The kernel may still be at the last of them when the streams of the run are closed. */
async function gone(processes: readonly number[]): Promise<void> {
  await vi.waitFor(() =>
    expect(processes.map((pid) => processState(pid))).toEqual(processes.map(() => null)),
  );
}

describe('a run that somebody holds', () => {
  it('ends at once when it is cancelled, and leaves nothing', async () => {
    const one = runControl();
    const running = executor().run(sandboxJob('while True: pass'), one);
    const processes = await started();
    one.abort('cancelled');
    expect(await running).toEqual({ kind: 'stopped' });
    await gone(processes);
    const late = runControl();
    late.abort('cancelled');
    expect(await executor().run(sandboxJob('print(1)'), late)).toEqual({ kind: 'stopped' });
  });

  it('stands still, all of it, until it goes on', async () => {
    const one = runControl();
    const running = executor().run(sandboxJob('print(sum(range(10**7)))'), one);
    const processes = await started();
    one.pause(true);
    const states = () => processes.map((pid) => processState(pid));
    await vi.waitFor(() => expect(states()).toEqual(processes.map(() => 'T')));
    one.pause(false);
    expect(await running).toMatchObject({ kind: 'finished', status: 'success' });
    await gone(processes);
  });

  it('can be ended while it stands still', async () => {
    const one = runControl();
    const running = executor().run(sandboxJob('while True: pass'), one);
    const processes = await started();
    one.pause(true);
    one.abort('interrupted');
    expect(await running).toEqual({ kind: 'stopped' });
    await gone(processes);
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
