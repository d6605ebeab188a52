import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { against, closeConnections } from './measure.mjs';
import { cancel, retry, sendFailed } from './retries.mjs';

const COMMAND = fileURLToPath(new URL('../bin/runlens.mjs', import.meta.url));
/** More than the server's own worker runs at once: the rest goes to the one that is lost. */
const RUNS = 6;
const SEEN_LIMIT_MS = 30_000;
const WAIT_LIMIT_MS = 120_000;

const seconds = (value) => `${(value / 1_000).toFixed(1)} s`;

/** A worker on its way that neither moves nor says anything any more, as behind a cut cable: when is it missed? */
export async function lostWorker({ server, say }) {
  const database = new Client({ connectionString: server.databaseUrl });
  await database.connect();
  const folder = mkdtempSync(join(tmpdir(), 'runlens-bench-worker-'));
  const child = spawn(process.execPath, [COMMAND, 'worker'], {
    env: {
      ...process.env,
      ...{ DATABASE_URL: server.databaseUrl, RUNLENS_RUNNER: 'sandbox', RUNLENS_DATA_DIR: folder },
    },
    stdio: 'ignore',
  });
  const gone = new Promise((resolve) => child.once('exit', resolve));
  const ids = await sendFailed(server, RUNS, 'import time\ntime.sleep(100)\n');
  try {
    for (const id of ids) await retry(server, id);
    const of = `-${child.pid}-`;
    const [held] = await until(database, (run) => run.state === 'running' && has(run, of), ids);
    child.kill('SIGSTOP');
    const began = performance.now();
    await until(database, (run) => run.id === held.id && !has(run, of), ids);
    const took = performance.now() - began;
    say(`the run of a worker that stands still was taken from it after ${seconds(took)}`);
    return [against('a worker that is lost, until it is seen', took, SEEN_LIMIT_MS, seconds)];
  } finally {
    child.kill('SIGKILL');
    await gone;
    for (const id of ids) await cancel(server, id);
    await database.end();
    closeConnections();
    rmSync(folder, { recursive: true, force: true });
  }
}

const has = ({ worker_id: worker }, part) => worker?.includes(part) ?? false;

/** The open runs of these executions that are so, as soon as there is one. */
async function until(database, isSo, ids) {
  const deadline = performance.now() + WAIT_LIMIT_MS;
  while (performance.now() < deadline) {
    const { rows } = await database.query(
      'SELECT id, state, worker_id FROM runlens.runs WHERE execution_id = ANY($1::uuid[])',
      [ids],
    );
    const found = rows.filter(isSo);
    if (found.length > 0) return found;
    await sleep(50);
  }
  throw new Error('the runs of the bench did not come to where they should be');
}
