import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cancelRun } from '@/lib/db/runs/cancel-run';
import { pauseRun, resumeRun } from '@/lib/db/runs/pause-run';
import type { ProjectId } from '@/lib/domain/project';
import { childExecutor } from '@/lib/testing/child-executor';
import { countedStatuses } from '@/lib/testing/counted-statuses';
import { withRuns } from '@/lib/testing/with-runs';
import type { Executor } from './executor';
import { startWorker, type Worker, type WorkerOptions } from './start-worker';

const runs = withRuns();
const { emptyQueue, enqueue, logOf, newProject, query, setRunner, stateOf } = runs;

/** Short, so that a test sees within a second what takes minutes otherwise. */
const QUICK = { leaseMs: 2_000, heartbeatMs: 100, watchdogMs: 100, pollMs: 100 };
const LIMIT = { timeout: 20_000 };

let folder: string;
let oracle: string;
let project: ProjectId;
const workers: Worker[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'runlens-worker-'));
});
beforeEach(() => {
  project = newProject();
  oracle = join(folder, `oracle-${project}`);
  writeFileSync(oracle, '');
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.stop()));
  await emptyQueue();
});
afterAll(() => rmSync(folder, { recursive: true }));

async function work(options: Partial<WorkerOptions> = {}): Promise<Worker> {
  const executors = { sandbox: childExecutor(oracle) };
  const worker = await startWorker({ executors, ...QUICK, ...options });
  workers.push(worker);
  return worker;
}

/** What the code of a test can wait for. */
const gate = (name: string) => join(folder, `${name}-${project}`);
const open = (name: string) => writeFileSync(gate(name), '');
const waitFor = (name: string) => `while ! [ -e ${gate(name)} ]; do sleep 0.02; done`;
const noted = () => readFileSync(oracle, 'utf8').trim().split('\n').filter(Boolean);

const reaches = (id: string, status: string) =>
  expect.poll(async () => (await stateOf(project, id)).status, LIMIT).toBe(status);
const events = async (id: string) =>
  (await logOf(project, id)).map((line) => line.split(' ').slice(0, 2).join(' '));

describe('a worker', () => {
  it('runs what is enqueued, and says so in the log', async () => {
    const worker = await work();
    const id = await enqueue(project, { code: 'echo out; echo log one; echo log two' });
    await reaches(id, 'success');
    expect(await logOf(project, id)).toEqual([
      `lease_acquired 1 ${worker.id} 2`,
      `line 1 ${worker.id} 2`,
      `line 1 ${worker.id} 2`,
      `run_completed 1 ${worker.id} 2`,
    ]);
    const { output_text: output } = await stateOf(project, id);
    expect(JSON.parse(output)).toEqual({ stdout: 'out', exit_code: 0 });
    expect(noted()).toEqual([`begin ${id}:2`, `end ${id}:2`]);
    expect(await countedStatuses(project)).toEqual({ success: 1 });
  });

  it('stores a failure with its message', async () => {
    await work();
    const id = await enqueue(project, { code: '(exit 3)' });
    await reaches(id, 'failed');
    expect(await stateOf(project, id)).toMatchObject({ validation_message: 'exit code 3' });
    expect((await events(id)).at(-1)).toBe('run_failed 3');
  });

  it('fails what its executor throws or refuses', async () => {
    const answers: Executor['run'][] = [
      async () => ({ kind: 'refused', reason: 'bubblewrap is missing' }),
      async () => {
        throw new Error('no such socket');
      },
      async () => ({ kind: 'stopped' }),
    ];
    const run: Executor['run'] = async (job, control) => {
      const answer = answers.shift();
      if (!answer) throw new Error('a run too many');
      return answer(job, control);
    };
    await work({ executors: { sandbox: { run } }, concurrency: 1 });
    const messages = [];
    for (let i = 0; i < 3; i += 1) {
      const id = await enqueue(project);
      await reaches(id, 'failed');
      messages.push((await stateOf(project, id)).validation_message);
    }
    expect(messages).toEqual([
      'bubblewrap is missing',
      'The executor failed: no such socket',
      'Stopped by itself',
    ]);
  });

  it('runs as many at once as it may, and says in the log of a long run that it goes on', async () => {
    await work({ concurrency: 2, heartbeatEntryMs: 150 });
    const code = waitFor('all');
    const ids: string[] = [];
    for (let i = 0; i < 3; i += 1) ids.push(await enqueue(project, { code }));
    await expect.poll(noted, LIMIT).toHaveLength(2);
    await expect.poll(() => events(ids[0] ?? ''), LIMIT).toContain('heartbeat 1');
    expect(await countedStatuses(project)).toEqual({ running: 2, pending: 1 });
    open('all');
    for (const id of ids) await reaches(id, 'success');
  });

  it('rejects what takes longer than it may', async () => {
    await setRunner(project, { allowed_ms: 100 });
    await work();
    const id = await enqueue(project, { code: waitFor('never') });
    await reaches(id, 'rejected');
    expect(await stateOf(project, id)).toMatchObject({
      validation_message: 'Took longer than the 100 ms that it may',
    });
    expect((await events(id)).at(-1)).toBe('run_failed 3');
    expect(noted()).toEqual([`begin ${id}:2`]);
  });

  it('stops what is cancelled', async () => {
    await work();
    const id = await enqueue(project, { code: `echo log begun; ${waitFor('never')}` });
    await expect.poll(() => events(id), LIMIT).toContain('line 1');
    expect(await cancelRun(project, id, 'Wei')).toBe('asked');
    await reaches(id, 'failed');
    expect(await stateOf(project, id)).toMatchObject({ validation_message: 'Cancelled by Wei' });
    expect((await events(id)).at(-1)).toBe('run_cancelled 2');
    expect(noted()).toEqual([`begin ${id}:2`]);
  });

  it('stops and goes on with what is paused, and its allowed time stands still', async () => {
    await setRunner(project, { allowed_ms: 1_500 });
    await work();
    const code = `n=0; while ! [ -e ${gate('go')} ]; do n=$((n+1)); echo $n > ${gate('n')}; sleep 0.02; done`;
    const id = await enqueue(project, { code });
    const count = () => {
      try {
        return Number(readFileSync(gate('n'), 'utf8'));
      } catch {
        return 0;
      }
    };
    await expect.poll(count, LIMIT).toBeGreaterThan(0);
    await pauseRun(project, id);
    await reaches(id, 'paused');
    const before = count();
    // Longer than it may run: another run goes from its beginning to its rejection meanwhile.
    const other = await enqueue(project, { code: waitFor('never') });
    await reaches(other, 'rejected');
    expect(count()).toBe(before);
    expect(await stateOf(project, id)).toMatchObject({ status: 'paused' });
    open('go');
    await resumeRun(project, id);
    await reaches(id, 'success');
    expect(await countedStatuses(project)).toEqual({ success: 1, rejected: 1 });
  });

  it('gives what it runs to another worker when it is stopped', async () => {
    const first = await work();
    const code = `[ "$CHECKPOINT" = 7 ] || { echo save 7; echo log saved; ${waitFor('never')}; }`;
    const id = await enqueue(project, { code });
    await expect.poll(() => events(id), LIMIT).toContain('line 1');
    const second = await work({ concurrency: 1 });
    await first.stop();
    await reaches(id, 'success');
    expect(await logOf(project, id)).toEqual([
      `lease_acquired 1 ${first.id} 2`,
      `line 1 ${first.id} 2`,
      `run_interrupted 2 ${first.id} 2`,
      `lease_acquired 1 ${second.id} 2`,
      `run_completed 1 ${second.id} 2`,
    ]);
    expect(noted()).toEqual([`begin ${id}:2`, `begin ${id}:2`, `end ${id}:2`]);
  });

  it('runs throttled actions one after the other', async () => {
    await setRunner(project, { throttle: true });
    await work({ concurrency: 4 });
    const ids: string[] = [];
    for (let i = 0; i < 4; i += 1) ids.push(await enqueue(project, { code: 'sleep 0.05' }));
    for (const id of ids) await reaches(id, 'success');
    expect(noted()).toEqual(ids.flatMap((id) => [`begin ${id}:2`, `end ${id}:2`]));
  });

  it('keeps many entries in their order, each once', async () => {
    await work();
    const code = `i=0; while [ $i -lt 3000 ]; do echo "log $i"; i=$((i+1)); done`;
    const id = await enqueue(project, { code });
    await reaches(id, 'success');
    const { rows } = await query(
      `SELECT message FROM runlens.execution_entries WHERE execution_id = $1 AND event = 'line'
       ORDER BY seq`,
      [id],
    );
    expect(rows.map(({ message }) => Number(message))).toEqual(
      Array.from({ length: 3_000 }, (_, index) => index),
    );
  });
});
