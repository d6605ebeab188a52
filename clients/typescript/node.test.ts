import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { fakeServer, type Manner } from './fake-server.js';

let folder: string;
let made = 0;
const open: (() => Promise<void>)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'runlens-client-'));
  await build({
    entryPoints: [fileURLToPath(new URL('node.ts', import.meta.url))],
    ...{ outfile: join(folder, 'runlens.mjs'), platform: 'node', bundle: true, format: 'esm' },
  });
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** A program of its own. It says `ready` where it is to be killed. */
function program(code: string, url: string, spool: string) {
  made += 1;
  const file = join(folder, `program-${made}.mjs`);
  writeFileSync(
    file,
    `import { createClient } from './runlens.mjs';
     const options = { batchMs: 20, timeoutMs: 1000, exitMs: 300 };
     const runlens = createClient(options);
     const fields = { event: 'UPDATE', target: 'PART' };
     ${code}`,
  );
  const env = {
    ...process.env,
    ...{ RUNLENS_URL: url, RUNLENS_API_KEY: 'k', RUNLENS_SPOOL_DIR: spool },
  };
  const child: ChildProcess = spawn(process.execPath, [file], { env });
  let output = '';
  child.stdout?.on('data', (chunk) => {
    output += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    output += chunk;
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, ended, said: () => output };
}

const newSpool = () => mkdtempSync(join(folder, 'spool-'));
const lines = (n: number) =>
  `await runlens.run(fields, (run) => { for (let n = 0; n < ${n}; n += 1) run.log('info', 'line ' + n); });`;
const serverOf = async (manners: Manner[] = []) => {
  const server = await fakeServer(manners);
  open.push(server.close);
  return server;
};
/** Nothing listens there. */
const NOWHERE = 'http://127.0.0.1:1';

it('a program that only tells and ends has told all', async () => {
  const server = await serverOf();
  const spool = newSpool();
  const { ended, said } = program(lines(50), server.url, spool);
  expect(await ended).toBe(0);
  expect(said()).toBe('');
  expect(server.entries.size).toBe(50);
  expect(readdirSync(spool)).toEqual([]);
});

it.each([
  ['ends', ''],
  ['is told to exit at once', 'process.exit(0);'],
  ['throws', "throw new Error('on purpose');"],
])('what a program could not send when it %s, the next one sends', async (_, last) => {
  const spool = newSpool();
  const first = program(lines(150) + last, NOWHERE, spool);
  expect(await first.ended).toBe(last.startsWith('throw') ? 1 : 0);
  expect(readdirSync(spool).length).toBeGreaterThan(0);
  const server = await serverOf();
  const next = program('await runlens.flush();', server.url, spool);
  expect(await next.ended).toBe(0);
  expect(server.entries.size).toBe(150);
  expect([...server.runs.values()]).toMatchObject([{ status: 'success' }]);
  expect(readdirSync(spool)).toEqual([]);
});

it('what a killed program had begun to send is not lost with it', async () => {
  const spool = newSpool();
  const never: Manner = () => new Promise(() => {});
  const server = await serverOf([never]);
  const code = `${lines(40)} setInterval(() => process.stdout.write('.'), 1000);`;
  const { child, ended } = program(code, server.url, spool);
  await expect.poll(() => server.seen.requests, { timeout: 20_000 }).toBe(1);
  child.kill('SIGKILL');
  await ended;
  expect(server.entries.size).toBe(0);
  const next = program('await runlens.flush();', server.url, spool);
  expect(await next.ended).toBe(0);
  expect(server.entries.size).toBe(40);
});

it('programs that share a spool send what is in it as one thing each', async () => {
  const spool = newSpool();
  const first = program(lines(30), NOWHERE, spool);
  expect(await first.ended).toBe(0);
  const server = await serverOf();
  const both = [1, 2].map(() => program('await runlens.flush();', server.url, spool));
  expect(await Promise.all(both.map(({ ended }) => ended))).toEqual([0, 0]);
  expect(server.entries.size).toBe(30);
  expect(readdirSync(spool)).toEqual([]);
});

it('a spool that cannot be written to is no harm while the server is there', async () => {
  const server = await serverOf();
  const file = join(folder, 'no-folder');
  writeFileSync(file, '');
  const code = `${lines(20)} await runlens.flush(); process.stdout.write(JSON.stringify(runlens.stats()));`;
  const { ended, said } = program(code, server.url, join(file, 'spool'));
  expect(await ended).toBe(0);
  expect(JSON.parse(said())).toMatchObject({ waiting: 0, refused: 0, lost: 0 });
  expect(server.entries.size).toBe(20);
});
