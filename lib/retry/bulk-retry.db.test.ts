import { beforeEach, expect, it, vi } from 'vitest';
import type { BulkRetryLine } from '@/lib/contract/bulk-retry';
import { pool } from '@/lib/db/client';
import { insertWorker } from '@/lib/db/runs/worker-record';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { planBulkRetry } from './plan-bulk-retry';
import { runBulkRetry } from './run-bulk-retry';

vi.mock('@/lib/env', async (original) => ({
  ...(await original<object>()),
  env: () => ({ runner: 'off' }),
}));

const { newProject, send, rowsOf } = withIngest();

const GONE = '019a0000-0000-7000-8000-000000000000';
const WISH = { requestedBy: 'ana', key: 'k'.repeat(32) };
const never = () => new AbortController().signal;

beforeEach(async () => {
  const place = { place: 'here', pid: 1, pidStarted: '1' };
  await pool().query('DELETE FROM runlens.workers');
  await insertWorker({ id: 'w1', ...place }, { sandbox: { problem: null, python: null } });
});

/** Three that can be retried, and one for each of some reasons. */
async function world() {
  const project = newProject();
  const base = { ...LEAST, actions: [{ key: 'check' }], code: 'print(1)' };
  await send(
    project,
    ...['a', 'b', 'c'].map((id) => ({ ...base, id })),
    { ...base, id: 'd', status: 'success' },
    { ...base, id: 'e', attempt: 3 },
    { ...base, id: 'f', steps: [{ seq: 1, connector: 'response' }] },
  );
  const rows = await rowsOf(project);
  return { project, ids: [...rows.map(({ id }) => id as string), GONE] };
}

async function read(lines: AsyncGenerator<BulkRetryLine>): Promise<BulkRetryLine[]> {
  const all = [];
  for await (const line of lines) all.push(line);
  return all;
}

it('counts what can be retried, and the others by their reason', async () => {
  const { project, ids } = await world();
  const lines = await read(planBulkRetry(project, ids, never()));
  expect(lines.at(-1)).toMatchObject({
    ...{ part: 'plan', total: 7, retryable: 3, gone: 1 },
    refused: [
      { code: 'not_failed', count: 1 },
      { code: 'limit_used_up', count: 1 },
      { code: 'response_connector', count: 1 },
    ],
  });
});

it('retries each once, however often it is asked', async () => {
  const { project, ids } = await world();
  const outcomes = async () =>
    (await read(runBulkRetry(project, ids, WISH, never()))).map((line) =>
      line.part === 'row' ? (line.row.code ?? line.row.outcome) : line.part,
    );
  const refused = ['not_failed', 'limit_used_up', 'response_connector', 'gone'];
  expect(await outcomes()).toEqual(['started', 'started', 'started', ...refused]);
  expect(await outcomes()).toEqual(['repeated', 'repeated', 'repeated', ...refused]);
  const { rows } = await pool().query('SELECT attempt FROM runlens.runs WHERE project_id = $1', [
    project,
  ]);
  expect(rows).toEqual([{ attempt: 2 }, { attempt: 2 }, { attempt: 2 }]);
});

it('stops between two of them, and goes on where it was', async () => {
  const { project, ids } = await world();
  const abort = new AbortController();
  const seen: BulkRetryLine[] = [];
  const stopped = (async () => {
    for await (const line of runBulkRetry(project, ids, WISH, abort.signal)) {
      seen.push(line);
      abort.abort();
    }
  })();
  await expect(stopped).rejects.toThrow();
  expect(seen).toHaveLength(1);
  const rest = await read(runBulkRetry(project, ids, WISH, never()));
  expect(rest.slice(0, 3)).toMatchObject([
    { row: { outcome: 'repeated', attempt: 2 } },
    { row: { outcome: 'started' } },
    { row: { outcome: 'started' } },
  ]);
});

it('retries nothing of another project', async () => {
  const { ids } = await world();
  const lines = await read(runBulkRetry(newProject(), ids, WISH, never()));
  expect(lines.map((line) => line.part === 'row' && line.row.outcome)).toEqual(
    ids.map(() => 'gone'),
  );
});
