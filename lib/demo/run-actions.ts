import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { childEnvironment, env } from '@/lib/env';
import { DEMO_FOLDER } from './demo-folder';

interface RunOptions {
  baseUrl: string;
  key: string;
  base: string;
  python: string;
  say: (line: string) => void;
  signal: AbortSignal;
}

/** Lines of the driver's complaint that are worth repeating. */
const KEPT_LINES = 5;

/** Runs every action of the demo under the recorder, which sends what it saw. Throws when one failed to arrive. */
export async function runActions(options: RunOptions): Promise<void> {
  const { baseUrl, key, base, python, say, signal } = options;
  const child = spawn(python, [join(DEMO_FOLDER, 'fill.py'), '--base', base], {
    env: {
      ...childEnvironment(),
      RUNLENS_URL: baseUrl,
      RUNLENS_API_KEY: key,
      RUNLENS_SPOOL_DIR: join(env().dataDir, 'demo-spool'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const complaints: string[] = [];
  createInterface(child.stdout).on('line', say);
  createInterface(child.stderr).on('line', (line) => {
    complaints.push(line);
    if (complaints.length > KEPT_LINES) complaints.shift();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  signal.removeEventListener('abort', stop);
  if (code !== 0) throw new Error(complaints.join(' | ') || `the driver ended with ${code}`);
}
