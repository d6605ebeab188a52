import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildProgram } from '@/lib/bundle/build-program';
import { type AbuseCase, type Outside, TELL } from '@/lib/testing/abuse-case';
import { ABUSE_OF_FILES } from '@/lib/testing/abuse-of-files';
import { ABUSE_OF_PROCESSES } from '@/lib/testing/abuse-of-processes';
import { sandboxProcesses } from '@/lib/testing/sandbox-processes';
import { probeSandbox } from './probe-sandbox';
import { runInSandbox, type SandboxEnd } from './run-in-sandbox';
import type { Sandbox } from './sandbox';
import { sandboxLimits } from './sandbox-limits';

const SECRET = 'SECRET-that-must-stay-outside';

const ABUSE_CASES = [...ABUSE_OF_FILES, ...ABUSE_OF_PROCESSES];

/** Several at a time: most wait for their wall. */
const AT_A_TIME = 3;

const limits = {
  ...sandboxLimits(20_000),
  memoryBytes: 256 * 1024 * 1024,
  outputBytes: 16 * 1024,
  files: 1_000,
};

let sandbox: Sandbox;
let outside: Outside;
let folder: string;
let bystander: ChildProcess;
const listeners: Server[] = [];
let visits = 0;
const ends = new Map<string, SandboxEnd>();

/** Of this file alone, so that no other run is taken for one of its own. */
const seedOf = (index: number) => process.pid * 1000 + index;

async function listen(where: { host: string; port: number } | { path: string }): Promise<Server> {
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  });
  server.listen(where);
  await once(server, 'listening');
  listeners.push(server);
  return server;
}

beforeAll(async () => {
  const state = await probeSandbox(buildProgram);
  if (!state.ok) throw new Error(state.reason);
  sandbox = state.sandbox;
  folder = mkdtempSync(join(tmpdir(), 'runlens-abuse-'));
  writeFileSync(join(folder, 'secret'), SECRET, { mode: 0o600 });
  writeFileSync(join(folder, 'open'), SECRET, { mode: 0o666 });
  process.env.ABUSE_TEST_SECRET = SECRET;
  bystander = spawn('sleep', ['600'], { stdio: 'ignore' });
  const v4 = await listen({ host: '127.0.0.1', port: 0 });
  const { port } = v4.address() as AddressInfo;
  await listen({ host: '::1', port });
  const abstractSocket = `runlens-abuse-${process.pid}`;
  await listen({ path: `\0${abstractSocket}` });
  await listen({ path: join(folder, 'socket') });
  outside = {
    secretFile: join(folder, 'secret'),
    openFile: join(folder, 'open'),
    folder,
    pid: bystander.pid ?? 0,
    port,
    abstractSocket,
    socketPath: join(folder, 'socket'),
  };
  const waiting = ABUSE_CASES.map((one, index) => ({ one, index }));
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      ends.set(next.one.name, await tryOut(next.one, seedOf(next.index)));
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
}, 120_000);

afterAll(() => {
  delete process.env.ABUSE_TEST_SECRET;
  bystander?.kill('SIGKILL');
  for (const server of listeners) server.close();
  rmSync(folder, { recursive: true, force: true });
});

function tryOut(one: AbuseCase, hashSeed: number): Promise<SandboxEnd> {
  const frozenText = JSON.stringify({ env: {}, tz: 'UTC', stdin: '', lines: true });
  const program = buildProgram({ code: TELL + one.code(outside), contextText: null, frozenText });
  // What has to be ended for time is ended soon; the rest may take what a busy machine needs.
  const wallMs = one.stop === 'wall' ? 1_200 : limits.wallMs;
  return runInSandbox(sandbox, { program, limits: { ...limits, wallMs }, hashSeed });
}

describe('code that attacks', () => {
  it('comes in sixty ways or more', () => {
    expect(new Set(ABUSE_CASES.map(({ name }) => name)).size).toBeGreaterThanOrEqual(60);
    expect(ends.size).toBe(ABUSE_CASES.length);
  });

  it.each(ABUSE_CASES.map((one, index) => ({ ...one, index })))('$name', (one) => {
    const end = ends.get(one.name);
    const [stdout, stderr] = [end?.stdout.head.toString() ?? '', end?.stderr.head.toString() ?? ''];
    const seen = { stop: end?.stop, exitCode: end?.exitCode, stderr, stdout: stdout.slice(0, 500) };
    if (one.says) expect(stdout, JSON.stringify(seen)).toMatch(one.says);
    expect(end?.stop ?? null, JSON.stringify(seen)).toBe(one.stop ?? null);
    const codes = [one.exitCode ?? 0].flat();
    if (!one.stop) expect(codes, JSON.stringify(seen)).toContain(end?.exitCode);
    expect(end?.refusal).toBeNull();
    expect(stdout + stderr).not.toContain(SECRET);
    expect(end?.stdout.head.length).toBeLessThanOrEqual(limits.outputBytes);
    expect(end?.stderr.head.length).toBeLessThanOrEqual(limits.outputBytes);
    expect(sandboxProcesses(seedOf(one.index))).toEqual([]);
  });

  it('leaves the outside as it was', () => {
    expect(visits).toBe(0);
    expect(bystander.exitCode).toBeNull();
    expect(bystander.signalCode).toBeNull();
    expect(readFileSync(outside.secretFile, 'utf8')).toBe(SECRET);
    expect(readFileSync(outside.openFile, 'utf8')).toBe(SECRET);
  });
});

it('sees nothing that an earlier run has left', async () => {
  const code = `tell(os.listdir, "/tmp"); tell(os.listdir, "/dev/shm")
write("/tmp/canary"); write("/dev/shm/canary"); print(len(os.listdir("/tmp")))`;
  const one: AbuseCase = { name: 'canary', code: () => code };
  const runs = [await tryOut(one, 1), await tryOut(one, 1)];
  expect(runs.map(({ stdout }) => stdout.head.toString())).toEqual(
    runs.map(() => 'GOT []\nGOT []\n1\n'),
  );
});
