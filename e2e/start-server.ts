import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

export interface StartedServer {
  url: string;
  signInUrl: string;
  stop: () => Promise<void>;
}

/** A build may come first. */
const START_LIMIT_MS = 5 * 60_000;

/** Runs the product as a person does, and reads the sign-in link that it prints. */
export async function startServer(env: Record<string, string>): Promise<StartedServer> {
  const port = await freePort();
  const child = spawn(process.execPath, ['bin/runlens.mjs', 'start'], {
    cwd: fileURLToPath(new URL('..', import.meta.url)),
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      RUNLENS_PUBLIC_URL: '',
      ...env,
      PORT: String(port),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const signInUrl = await new Promise<string>((resolve, reject) => {
    const limit = setTimeout(() => {
      child.kill('SIGTERM');
      reject(new Error(`no sign-in link within ${START_LIMIT_MS / 1000} s:\n${output}`));
    }, START_LIMIT_MS);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      const link = /Open (http\S+)/.exec(output)?.[1];
      if (!link) return;
      clearTimeout(limit);
      resolve(link);
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(limit);
      reject(new Error(`the server ended with code ${code}:\n${output}`));
    });
  });
  return {
    url: `http://127.0.0.1:${port}`,
    signInUrl,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}
