import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { migrate } from '@/lib/db/migrate';
import { isAlive, readPidFile } from '@/lib/db/postgres-pid-file';
import { childExecutor } from '@/lib/testing/child-executor';
import { countedStatuses } from '@/lib/testing/counted-statuses';
import { withRuns } from '@/lib/testing/with-runs';
import { startWorker, type Worker } from './start-worker';

const { enqueue, logOf, newProject, stateOf } = withRuns();
const LIMIT = { timeout: 40_000 };

let dataDir: string;
let server: EmbeddedPostgres;
let worker: Worker | undefined;

/** A server of its own, because the one of all tests must not be killed. */
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'runlens-database-kill-'));
  server = await startEmbeddedPostgres({ dataDir, say: () => undefined });
  process.env.DATABASE_URL = server.url;
  const folder = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));
  await migrate({ databaseUrl: server.url, folder });
});

afterAll(async () => {
  await worker?.stop();
  await server.stop();
  rmSync(dataDir, { recursive: true });
});

it('a database that is killed while a run is under way loses nothing of it', async () => {
  const [oracle, gate] = [join(dataDir, 'oracle'), join(dataDir, 'gate')];
  const noted = () =>
    readFileSync(oracle, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' ')[0]);
  writeFileSync(oracle, '');
  worker = await startWorker({ executors: { sandbox: childExecutor(oracle) }, heartbeatMs: 200 });
  const project = newProject();
  const wait = `while ! [ -e ${gate} ]; do sleep 0.02; done`;
  const id = await enqueue(project, { code: `echo log one; ${wait}; echo log two` });
  await expect.poll(() => logOf(project, id), LIMIT).toHaveLength(2);
  const postmaster = () => readPidFile(join(dataDir, 'postgres'))?.pid ?? 0;
  const killed = postmaster();
  process.kill(killed, 'SIGKILL');
  // The run says something and ends while nobody can be told.
  writeFileSync(gate, '');
  await expect.poll(noted, LIMIT).toEqual(['begin', 'end']);
  await expect.poll(() => isAlive(postmaster()) && postmaster() !== killed, LIMIT).toBe(true);
  const status = () =>
    stateOf(project, id).then(
      (row) => row.status,
      () => 'no answer',
    );
  await expect.poll(status, LIMIT).toBe('success');
  expect((await logOf(project, id)).map((line) => line.split(' ')[0])).toEqual([
    'lease_acquired',
    'line',
    'line',
    'run_completed',
  ]);
  expect(noted()).toEqual(['begin', 'end']);
  expect(await countedStatuses(project)).toEqual({ success: 1 });
  // The worker goes on as if nothing had been.
  const next = await enqueue(project, { code: 'true' });
  await expect.poll(async () => (await stateOf(project, next)).status, LIMIT).toBe('success');
}, 120_000);
