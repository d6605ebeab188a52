import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { listExecutorStates } from '@/lib/db/runs/worker-record';
import { withRuns } from '@/lib/testing/with-runs';

const { enqueue, logOf, newProject, stateOf } = withRuns();
const command = fileURLToPath(new URL('runlens.mjs', import.meta.url));
const LIMIT = { timeout: 100_000 };

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'runlens-command-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The command as a person starts it, with what it has said so far. */
function runlens(settings: Record<string, string>) {
  const child: ChildProcess = spawn(process.execPath, [command, 'worker'], {
    cwd: folder,
    env: { ...process.env, RUNLENS_DATA_DIR: join(folder, 'data'), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | null>((resolve) => {
    child.on('exit', (code) => resolve(code));
  });
  return { child, ended, said: () => output };
}

describe('runlens worker', () => {
  it('does not start without a database, or without being allowed to run anything', async () => {
    const alone = runlens({ DATABASE_URL: '', RUNLENS_RUNNER: 'sandbox' });
    expect(await alone.ended).toBe(1);
    expect(alone.said()).toContain('needs DATABASE_URL');
    const off = runlens({ RUNLENS_RUNNER: 'off' });
    expect(await off.ended).toBe(1);
    expect(off.said()).toContain('RUNLENS_RUNNER is off');
  }, 120_000);

  it('leaves what needs the sandbox to others where it may only hand over', async () => {
    const id = await enqueue(newProject(), { code: 'print(1)\n' });
    const worker = runlens({ RUNLENS_RUNNER: 'webhook' });
    try {
      await expect.poll(() => worker.said(), LIMIT).toContain('runs by webhook');
      const states = await listExecutorStates();
      expect(states).toContainEqual({ webhook: { problem: null, python: null } });
    } finally {
      worker.child.kill('SIGTERM');
    }
    expect(await worker.ended).toBe(0);
    const { rows } = await pool().query('SELECT state FROM runlens.runs WHERE execution_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ state: 'pending' }]);
  }, 120_000);

  it('runs what waits in the sandbox, and says goodbye when it is stopped', async () => {
    const project = newProject();
    const id = await enqueue(project, {
      code: 'print(context["part"]["id"])\n',
      output: { stdout: '', frozen: {} },
    });
    const worker = runlens({ RUNLENS_RUNNER: 'sandbox' });
    try {
      await expect
        .poll(async () => (await stateOf(project, id)).status, LIMIT)
        .not.toMatch(/pending|running/);
      const { status, output_text: output } = await stateOf(project, id);
      expect([status, JSON.parse(output).stdout]).toEqual(['success', '34\n']);
      const events = (await logOf(project, id)).map((line) => line.split(' ')[0]);
      expect(events).toEqual(['lease_acquired', 'run_completed']);
    } finally {
      worker.child.kill('SIGTERM');
    }
    expect(await worker.ended).toBe(0);
    expect(worker.said()).toContain('runs by sandbox and webhook');
  }, 120_000);
});
