import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const API_KEY = 'bench-bootstrap-key-0123456789';
/** The project that the key opens. */
const PROJECT = 'default';
/** A build may come first. */
const START_LIMIT_MS = 5 * 60_000;

/**
 * @typedef {object} Server
 * @property {string} url
 * @property {string} apiKey
 * @property {string} project
 * @property {string} signInUrl once
 * @property {string} databaseUrl
 * @property {string} postgresVersion
 * @property {number} pid
 * @property {() => Promise<void>} stop
 */

/** What `npm start` gives to Node: without npm between, a signal meets the server itself. */
function startArguments() {
  const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  return scripts.start.split(' ').slice(1);
}

/**
 * The production server as a person starts it, with an empty database in a temporary folder (TMPDIR),
 * or with the one of `keptDir`, which is left there.
 * @param {string | undefined} keptDir
 * @returns {Promise<Server>}
 */
export async function startServer(keptDir) {
  const dataDir = keptDir ? resolve(keptDir) : mkdtempSync(join(tmpdir(), 'runlens-bench-'));
  const port = await freePort();
  const child = spawn(process.execPath, startArguments(), {
    cwd: ROOT,
    env: {
      ...process.env,
      PORT: String(port),
      HOST: '127.0.0.1',
      DATABASE_URL: '',
      RUNLENS_PUBLIC_URL: '',
      RUNLENS_DATA_DIR: dataDir,
      RUNLENS_DEMO: 'off',
      RUNLENS_RUNNER: 'sandbox',
      RUNLENS_API_KEY: API_KEY,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise((done) => child.once('exit', done));
  const stop = async () => {
    child.kill('SIGTERM');
    await ended;
    if (!keptDir) rmSync(dataDir, { recursive: true, force: true });
  };
  try {
    const output = await outputUntilLink(child);
    const [, version, postgresPort] = /PostgreSQL (\S+) on \S+?:(\d+)/.exec(output) ?? [];
    const { app } = JSON.parse(readFileSync(join(dataDir, 'postgres-secrets.json'), 'utf8'));
    return {
      url: `http://127.0.0.1:${port}`,
      apiKey: API_KEY,
      project: PROJECT,
      signInUrl: /Open (http\S+)/.exec(output)?.[1] ?? '',
      databaseUrl: `postgresql://runlens:${app}@127.0.0.1:${postgresPort}/runlens`,
      postgresVersion: version ?? 'unknown',
      pid: child.pid ?? 0,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** @param {import('node:child_process').ChildProcess} child @returns {Promise<string>} */
function outputUntilLink(child) {
  return new Promise((done, reject) => {
    let output = '';
    const limit = setTimeout(
      () => reject(new Error(`no sign-in link within ${START_LIMIT_MS / 1000} s:\n${output}`)),
      START_LIMIT_MS,
    );
    const read = (/** @type {Buffer} */ chunk) => {
      output += chunk;
      if (!/Open http\S+\s/.test(output)) return;
      clearTimeout(limit);
      done(output);
    };
    child.stdout?.on('data', read);
    child.stderr?.on('data', read);
    child.once('exit', (code) => {
      clearTimeout(limit);
      reject(new Error(`the server ended with code ${code}:\n${output}`));
    });
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((done, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
