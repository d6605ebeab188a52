import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface Ran {
  stdout: Buffer;
  stderr: Buffer;
  code: number;
}

const CLIENT = join(fileURLToPath(new URL('..', import.meta.url)), 'clients/python/runlens.py');

/** Runs python3 as in a terminal, away from the repository; what it prints stays bytes. */
export function runPython(
  args: readonly string[],
  { folder, env }: { folder: string; env?: Record<string, string> },
): Promise<Ran> {
  return new Promise((resolve) => {
    const child = execFile(
      'python3',
      [...args],
      { cwd: folder, env: { ...process.env, ...env }, encoding: 'buffer', maxBuffer: 64_000_000 },
      (_error, stdout, stderr) => resolve({ stdout, stderr, code: child.exitCode ?? -1 }),
    );
  });
}

/** Runs an action by the recorder that people use, which sends what it recorded. */
export function recordAction(
  args: readonly string[],
  { folder, url, key }: { folder: string; url: string; key: string },
): Promise<Ran> {
  return runPython([CLIENT, 'run', ...args], {
    folder,
    env: { RUNLENS_URL: url, RUNLENS_API_KEY: key, RUNLENS_SPOOL_DIR: join(folder, 'spool') },
  });
}
