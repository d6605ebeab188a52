import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { keyGrant } from '@/lib/auth/grant';
import { hashSecretToken } from '@/lib/auth/secret-token';
import { createApiKey } from '@/lib/db/accounts/create-api-key';
import { createProject } from '@/lib/db/projects/create-project';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { parseEntryRequest } from '@/lib/query-state/entry-request';
import { openEntryStream } from '@/lib/stream/open-entry-stream';
import { readEvents } from '@/lib/testing/read-events';
import {
  buildWorkerProcess,
  startWorkerProcess,
  type WorkerProcess,
} from '@/lib/testing/start-worker-process';
import { withRuns } from '@/lib/testing/with-runs';

const { enqueue, query } = withRuns();
const QUICK = { leaseMs: 2_000, heartbeatMs: 200, watchdogMs: 200, pollMs: 100 };
/** The lines of a run after which its worker goes. */
const LINES = 30;

let folder: string;
let file: string;
const processes: WorkerProcess[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'runlens-watched-'));
  file = await buildWorkerProcess();
});
afterAll(async () => {
  for (const one of processes) one.kill('SIGKILL');
  await Promise.all(processes.map(({ ended }) => ended));
  rmSync(folder, { recursive: true });
  rmSync(file);
});

it('whoever watches a run sees each of its lines once, while its workers are killed and stopped', async () => {
  const { id: project } = await createProject('watched-run', 'Watched');
  const key = randomBytes(16).toString('hex');
  await createApiKey(project, { name: 'k', prefix: 'k', keySha256: hashSecretToken(key) });
  const gate = join(folder, 'gate');
  const code = `for n in $(seq ${LINES}); do echo log line; done
    while ! [ -e ${gate} ]; do echo log waiting; sleep 0.05; done`;
  const id = (await enqueue(project, { code })) as ExecutionId;
  const oracle = join(folder, 'oracle');
  writeFileSync(oracle, '');
  const start = async () => {
    const worker = await startWorkerProcess(file, { ...QUICK, oracle, haltAt: null });
    processes.push(worker);
    return worker;
  };

  const seen: number[] = [];
  let place = '';
  /** Watches from where it was until so many lines more are there, or all. */
  const watch = async (lines: number): Promise<boolean> => {
    const controller = new AbortController();
    const request = new Request('http://127.0.0.1/stream', {
      signal: controller.signal,
      headers: { authorization: `Bearer ${key}`, 'last-event-id': place },
    });
    const { filter } = parseEntryRequest(new URLSearchParams());
    const watched = { projectId: project, executionId: id, filter, door: 'api' as const };
    const { body } = openEntryStream(request, watched, keyGrant(request));
    const until = seen.length + lines;
    try {
      for await (const event of readEvents(body)) {
        place = event.id;
        if (event.type === 'entry') seen.push(JSON.parse(event.data).seq);
        if (event.type === 'end') return true;
        if (seen.length >= until) return false;
      }
    } finally {
      controller.abort();
    }
    throw new Error('the stream has ended without saying so');
  };

  const first = await start();
  expect(await watch(LINES)).toBe(false);
  first.kill('SIGKILL');
  await first.ended;
  const second = await start();
  expect(await watch(LINES)).toBe(false);
  // Somebody who stays on the line while the worker goes and the next one comes.
  const staying = watch(Number.POSITIVE_INFINITY);
  second.kill('SIGTERM');
  expect(await second.ended).toBe(0);
  const third = await start();
  writeFileSync(gate, '');
  expect(await staying).toBe(true);

  const { rows } = await query(
    `SELECT seq, event, worker_id FROM runlens.execution_entries
     WHERE project_id = $1 AND execution_id = $2 ORDER BY seq`,
    [project, id],
  );
  expect(seen.toSorted((a, b) => a - b)).toEqual(rows.map(({ seq }) => seq));
  const workers = rows.filter(({ event }) => event === 'lease_acquired');
  expect(workers.map(({ worker_id }) => worker_id)).toEqual([first.id, second.id, third.id]);
  expect(rows.length).toBeGreaterThan(3 * LINES);
}, 120_000);
