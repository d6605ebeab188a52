import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { WorkerProcessSettings } from './worker-process';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface WorkerProcess {
  id: string;
  kill: (signal: NodeJS.Signals) => void;
  /** When it has said that it halted. */
  halted: Promise<void>;
  /** When it has ended: its exit code, or null after a signal. */
  ended: Promise<number | null>;
}

/** Bundles the worker of the tests into one file beside the packages that it needs. */
export async function buildWorkerProcess(): Promise<string> {
  const outfile = join(root, `dist/testing/worker-process-${process.pid}.mjs`);
  mkdirSync(join(root, 'dist/testing'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: ['lib/testing/worker-process.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    alias: { '@': root },
    logLevel: 'silent',
  });
  return outfile;
}

/** Starts a worker in a process of its own, on the database of this one; settles when it takes runs. */
export async function startWorkerProcess(
  file: string,
  settings: WorkerProcessSettings,
): Promise<WorkerProcess> {
  const child = spawn(process.execPath, [file], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, WORKER_SETTINGS: JSON.stringify(settings) },
  });
  const lines = createInterface({ input: child.stdout });
  const heard = (start: string) =>
    new Promise<string>((resolve) => {
      lines.on('line', (line) => {
        if (line.startsWith(start)) resolve(line.slice(start.length));
      });
    });
  const [id, halted] = [heard('worker '), heard('at ')];
  const ended = endOf(child);
  const failed = ended.then((code) => Promise.reject(new Error(`the worker ended with ${code}`)));
  failed.catch(() => undefined);
  return {
    id: await Promise.race([id, failed]),
    kill: (signal) => void child.kill(signal),
    halted: halted.then(() => undefined),
    ended,
  };
}

function endOf(child: ChildProcess): Promise<number | null> {
  return new Promise((resolve) => {
    child.on('exit', (code) => resolve(code));
  });
}
