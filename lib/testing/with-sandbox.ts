import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { buildProgram } from '@/lib/bundle/build-program';
import type { ProjectId } from '@/lib/domain/project';
import type { Executor, RunControl, RunJob } from '@/lib/runner/executor';
import { probeSandbox } from '@/lib/runner/sandbox/probe-sandbox';
import type { Sandbox } from '@/lib/runner/sandbox/sandbox';
import { createSandboxExecutor } from '@/lib/runner/sandbox/sandbox-executor';

/** The sandbox of this machine for the tests of one file; where there is none they fail. */
export function withSandbox() {
  let found: { sandbox: Sandbox; executor: Executor } | undefined;
  const folder = mkdtempSync(join(tmpdir(), 'runlens-executor-'));
  beforeAll(async () => {
    const state = await probeSandbox(buildProgram);
    if (!state.ok) throw new Error(state.reason);
    found = { sandbox: state.sandbox, executor: createSandboxExecutor(state, buildProgram) };
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const ready = () => {
    if (!found) throw new Error('The sandbox is there when the tests begin');
    return found;
  };
  return { folder, sandbox: () => ready().sandbox, executor: () => ready().executor };
}

/** A run of this code that an executor gets. */
export const sandboxJob = (code: string, more: Partial<RunJob> = {}): RunJob => ({
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

interface TestControl extends RunControl {
  abort: (reason: string) => void;
  pause: (on: boolean) => void;
}

/** What holds a run, in the hands of a test. */
export function runControl(): TestControl {
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
