import { afterEach, describe, expect, it } from 'vitest';
import { countedStatuses } from '@/lib/testing/counted-statuses';
import { held, SUCCESS, withRuns } from '@/lib/testing/with-runs';
import { finishRun } from './finish-run';
import { promoteQueued } from './promote-queued';

const runs = withRuns();
const { claim, emptyQueue, enqueue, logOf, newProject, query, runOf, setRunner, stateOf } = runs;

afterEach(emptyQueue);

const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

describe('claimRun', () => {
  it('takes the oldest, and the execution begins to run', async () => {
    const project = newProject();
    const [first, second] = [await enqueue(project), await enqueue(project)];
    const lease = held(await claim('w1'));
    expect(lease).toMatchObject({
      projectId: project,
      executionId: first,
      attempt: 2,
      actionKey: 'check_part',
      executor: 'sandbox',
      allowedMs: 10_000,
      tries: 1,
      checkpoint: null,
    });
    expect(await stateOf(project, first)).toMatchObject({
      status: 'running',
      started_at: expect.any(Date),
    });
    expect(await logOf(project, first)).toEqual(['lease_acquired 1 w1 2']);
    const attempts = await query(
      'SELECT worker_id FROM runlens.execution_attempts WHERE execution_id = $1 AND attempt = 2',
      [first],
    );
    expect(attempts.rows).toEqual([{ worker_id: 'w1' }]);
    expect(await countedStatuses(project)).toEqual({ running: 1, pending: 1 });
    expect(held(await claim('w2')).executionId).toBe(second);
    expect(await claim('w3')).toBeNull();
  });

  it('has one winner in each of 1,000 races of two workers', async () => {
    const project = newProject();
    const id = await enqueue(project);
    const wins = { w1: 0, w2: 0 };
    let last = 0n;
    for (let race = 0; race < 1_000; race += 1) {
      const claims = await Promise.all([claim('w1'), claim('w2')]);
      const [winner, ...others] = claims.filter((lease) => lease !== null);
      expect(others).toEqual([]);
      const { workerId, token } = held(winner ?? null);
      wins[workerId as 'w1' | 'w2'] += 1;
      expect(BigInt(token)).toBeGreaterThan(last);
      last = BigInt(token);
      await query(
        `UPDATE runlens.runs SET state = 'pending', worker_id = NULL, lease_token = NULL
         WHERE execution_id = $1`,
        [id],
      );
    }
    expect(wins.w1 + wins.w2).toBe(1_000);
    expect((await runOf(project, id)).tries).toBe(1_000);
  }, 120_000);

  it('gives ten runs to many workers, each once', async () => {
    const project = newProject();
    const ids: string[] = [];
    for (let i = 0; i < 10; i += 1) ids.push(await enqueue(project));
    const claims = await Promise.all(times(16, (i) => claim(`w${i}`)));
    const taken = claims.flatMap((lease) => lease?.executionId ?? []);
    while (taken.length < 10) taken.push(held(await claim()).executionId);
    expect(taken.sort()).toEqual(ids.sort());
    expect(await claim()).toBeNull();
  });

  it('never has more runs of an action at once than it may', async () => {
    const [project, other] = [newProject(), newProject()];
    await setRunner(project, { max_concurrent: 2 }, 'check_part');
    for (let i = 0; i < 6; i += 1) await enqueue(project);
    const free = await enqueue(other);
    const first = await Promise.all(times(8, (i) => claim(`w${i}`)));
    const leases = first.filter((lease) => lease !== null);
    for (let lease = await claim(); lease; lease = await claim()) leases.push(lease);
    // Those of another project do not wait behind them.
    expect(leases.filter(({ executionId }) => executionId === free)).toHaveLength(1);
    const mine = leases.filter(({ projectId }) => projectId === project);
    expect(mine).toHaveLength(2);
    await finishRun(held(mine[0] ?? null), SUCCESS);
    expect(held(await claim()).projectId).toBe(project);
    expect(await claim()).toBeNull();
  });

  it('takes the settings of the action before those of the project', async () => {
    const project = newProject();
    await setRunner(project, { max_concurrent: 1 });
    await setRunner(project, { max_concurrent: 3 }, 'check_part');
    for (let i = 0; i < 4; i += 1) await enqueue(project);
    for (let i = 0; i < 3; i += 1) expect(await claim()).not.toBeNull();
    expect(await claim()).toBeNull();
  });

  it('removes a run whose execution is gone or has ended, and takes the next', async () => {
    const project = newProject();
    const [gone, ended, good] = [
      await enqueue(project),
      await enqueue(project),
      await enqueue(project),
    ];
    await query('DELETE FROM runlens.executions WHERE id = $1', [gone]);
    await query('UPDATE runlens.executions SET status = 4 WHERE id = $1', [ended]);
    expect(held(await claim()).executionId).toBe(good);
    expect([await runOf(project, gone), await runOf(project, ended)]).toEqual([null, null]);
  });
});

describe('throttled actions', () => {
  it('run one after the other, the waiting ones as queued', async () => {
    const project = newProject();
    await setRunner(project, { throttle: true });
    const ids = [await enqueue(project), await enqueue(project), await enqueue(project)];
    expect(await countedStatuses(project)).toEqual({ queued: 3 });
    expect(await claim()).toBeNull();
    for (const [index, id] of ids.entries()) {
      expect(await promoteQueued()).toBe(true);
      expect(await stateOf(project, id)).toMatchObject({ status: 'pending' });
      expect(await promoteQueued()).toBe(false);
      const lease = held(await claim());
      expect(lease.executionId).toBe(id);
      expect(await promoteQueued()).toBe(false);
      await finishRun(lease, SUCCESS);
      expect(await countedStatuses(project)).toEqual({
        success: index + 1,
        ...(index < 2 && { queued: 2 - index }),
      });
    }
  });

  it('start as often as their rate says', async () => {
    const project = newProject();
    await setRunner(project, { throttle: true, throttle_per_minute: 6 });
    for (let i = 0; i < 3; i += 1) await enqueue(project);
    expect([await promoteQueued(), await promoteQueued()]).toEqual([true, false]);
    const { rows } = await query(
      `SELECT extract(epoch FROM next_start_at - clock_timestamp()) AS seconds
       FROM runlens.action_throttles WHERE project_id = $1`,
      [project],
    );
    expect(Number(rows[0].seconds)).toBeGreaterThan(0);
    expect(Number(rows[0].seconds)).toBeLessThanOrEqual(10);
    await query('UPDATE runlens.action_throttles SET next_start_at = clock_timestamp()');
    // The first still waits for a worker: the rate alone decides.
    expect([await promoteQueued(), await promoteQueued()]).toEqual([true, false]);
    expect(await countedStatuses(project)).toEqual({ pending: 2, queued: 1 });
  });

  it('are promoted once however many workers look', async () => {
    const project = newProject();
    await setRunner(project, { throttle: true });
    for (let i = 0; i < 5; i += 1) await enqueue(project);
    const promoted = await Promise.all(times(6, promoteQueued));
    expect(promoted.filter(Boolean)).toHaveLength(1);
    expect(await countedStatuses(project)).toEqual({ pending: 1, queued: 4 });
  });

  it('all wait for workers once the throttle is off', async () => {
    const project = newProject();
    await setRunner(project, { throttle: true });
    for (let i = 0; i < 3; i += 1) await enqueue(project);
    await query('UPDATE runlens.action_runners SET throttle = false WHERE project_id = $1', [
      project,
    ]);
    expect(await promoteQueued()).toBe(true);
    expect(await countedStatuses(project)).toEqual({ pending: 3 });
  });
});
