import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from './fixtures';
import type { Room } from './room';

let room: Room;

test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('CLI');
});

const RUNLENS = fileURLToPath(new URL('../bin/runlens.mjs', import.meta.url));

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

/** The command as a person runs it, in a pipe. */
function runlens(args: readonly string[], key = room.key): Promise<Ended> {
  const env = { ...process.env, RUNLENS_URL: room.url, RUNLENS_API_KEY: key };
  return new Promise((resolve) => {
    execFile(process.execPath, [RUNLENS, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: error ? Number(error.code) : 0, stdout, stderr });
    });
  });
}

test('the logs of a run are printed, and followed to its end', async () => {
  const entries = [
    {
      ...{ seq: 1, level: 'info', event: 'resource_completed', message: 'Completed profiles' },
      occurred_at: '2026-01-23T10:30:45Z',
    },
    { seq: 2, level: 'error', event: 'run_failed', message: 'no\u001b[2J' },
  ];
  const run = { id: 'run_abc123', event: 'UPDATE', target: 'PART', entries };
  await room.send([{ ...run, status: 'running' }]);
  const printed =
    '10:30:45 [info] resource_completed - Completed profiles\n' +
    '--:--:-- [error] run_failed - no<U+001B>[2J\n';
  expect(await runlens(['actions', 'logs', 'run_abc123'])).toEqual({
    ...{ code: 0, stdout: printed, stderr: '' },
  });
  const following = runlens(['actions', 'logs', 'run_abc123', '--follow']);
  await room.send([{ ...run, status: 'failed' }]);
  expect(await following).toEqual({ code: 0, stdout: printed, stderr: '' });
});

test('runs are listed by the query of the bar, and verified', async () => {
  const code = 'print("part", context["id"])';
  const output = { stdout: 'part 7\n', stderr: '', exit_code: 0, outcome: 'ok' };
  const ran = { event: 'UPDATE', target: 'PART', language: 'python', code, context: { id: 7 } };
  await room.send([{ ...ran, id: 'run_7', target_record_id: '77', status: 'success', output }]);
  const listed = await runlens(['list', 'target_record_id:77', '--format', 'ndjson']);
  expect(listed).toMatchObject({ code: 0, stderr: '' });
  expect(JSON.parse(listed.stdout)).toMatchObject({ external_id: 'run_7', status: 'success' });
  const verified = await runlens(['verify', 'run_7']);
  expect(verified).toMatchObject({ code: 0, stderr: '' });
  expect(verified.stdout).toContain('SAME');
});

test('what one project exports another takes, and the same again is no copy', async ({
  newRoom,
}) => {
  const other = await newRoom('CLI import');
  const folder = await mkdtemp(join(tmpdir(), 'runlens-cli-e2e-'));
  const file = join(folder, 'rows.ndjson');
  const ran = { event: 'EXPORT', target: 'PART', status: 'failed', validation_message: 'no' };
  await room.send([1, 2, 3].map((n) => ({ ...ran, id: `moved_${n}` })));
  const exported = await runlens(['export', 'event:EXPORT', '--output', file]);
  expect(exported).toEqual({ code: 0, stdout: `${file}: 3 executions\n`, stderr: '' });
  for (const counts of ['3 accepted, 0 duplicates', '0 accepted, 3 duplicates']) {
    const imported = await runlens(['import', file], other.key);
    expect(imported).toMatchObject({ code: 0, stderr: '' });
    expect(imported.stdout).toContain(`3 read: ${counts}, 0 rejected`);
  }
  const zip = join(folder, 'logs.zip');
  expect(await runlens(['bundle', '--query', 'event:EXPORT', '-o', zip])).toMatchObject({
    code: 0,
  });
  await rm(folder, { recursive: true });
});

test('the doctor finds the server and its key, and a key that opens nothing', async () => {
  const well = await runlens(['doctor']);
  expect(well.stdout).toMatch(/^ok {5}server .* answers$/m);
  expect(well.stdout).toMatch(/^ok {5}key .*opens a project$/m);
  const wrong = await runlens(['doctor'], 'wrong');
  expect(wrong.code).toBe(1);
  expect(wrong.stdout).toMatch(/^wrong {2}key .*not accepted/m);
});

test('what is wrong is said, with a code for scripts', async () => {
  expect(await runlens(['actions', 'logs', 'nothing'])).toMatchObject({ code: 4, stdout: '' });
  expect(await runlens(['actions', 'logs', 'x'], 'wrong')).toMatchObject({ code: 3, stdout: '' });
  const wrong = await runlens(['actions', 'list']);
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toContain('runlens actions logs ID');
});
