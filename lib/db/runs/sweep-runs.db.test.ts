import { afterEach, describe, expect, it } from 'vitest';
import { countedStatuses } from '@/lib/testing/counted-statuses';
import { held, withRuns } from '@/lib/testing/with-runs';
import { cancelRun } from './cancel-run';
import { sweepLostRuns } from './sweep-runs';
import { insertWorker, listExecutorStates, markWorkersStopped } from './worker-record';

const { claim, claimed, emptyQueue, enqueue, expire, logOf, newProject, setRunner, stateOf } =
  withRuns();

afterEach(emptyQueue);

describe('a run that is lost', () => {
  it('is started again when its lease is over', async () => {
    const { project, id, lease } = await claimed();
    expect(await sweepLostRuns('w2')).toBe(0);
    await expire();
    expect(await sweepLostRuns('w2', [lease.runId])).toBe(0);
    expect(await sweepLostRuns('w2')).toBe(1);
    expect(await stateOf(project, id)).toMatchObject({ status: 'pending', warning_count: 1 });
    expect((await logOf(project, id)).at(-1)).toBe('watchdog_recovery 2 w2 2');
  });

  it('is started again at once when its worker has ended', async () => {
    await insertWorker(
      { id: 'wx', place: 'p', pid: 1, pidStarted: '1' },
      { sandbox: { problem: null, python: '3.11.2' } },
    );
    expect(await listExecutorStates()).toContainEqual({
      sandbox: { problem: null, python: '3.11.2' },
    });
    const { project, id } = await claimed({}, 'wx');
    await markWorkersStopped(['wx']);
    expect(await listExecutorStates()).toEqual([]);
    expect(await sweepLostRuns('w2')).toBe(1);
    expect((await logOf(project, id)).at(-1)).toBe('watchdog_fast_recovery 2 w2 2');
    expect(await stateOf(project, id)).toMatchObject({ status: 'pending' });
  });

  it('fails when its action must not run twice', async () => {
    const project = newProject();
    await setRunner(project, { recovery: 'fail' });
    const id = await enqueue(project);
    await claim();
    await expire();
    await sweepLostRuns('w2');
    expect(await stateOf(project, id)).toMatchObject({
      status: 'failed',
      validation_message: expect.stringContaining('must not run twice'),
    });
    expect((await logOf(project, id)).slice(-2)).toEqual([
      'watchdog_recovery 2 w2 2',
      'run_failed 3 w2 2',
    ]);
    expect(await countedStatuses(project)).toEqual({ failed: 1 });
  });

  it('is given up after three tries, and when it was to be cancelled', async () => {
    const { project, id } = await claimed();
    for (let tries = 2; tries <= 3; tries += 1) {
      await expire();
      await sweepLostRuns('w2');
      expect(held(await claim()).tries).toBe(tries);
    }
    await expire();
    await sweepLostRuns('w2');
    expect((await logOf(project, id)).at(-1)).toBe('watchdog_cancelled 2 w2 2');
    expect(await stateOf(project, id)).toMatchObject({
      status: 'failed',
      validation_message: expect.stringContaining('last of 3 tries'),
    });
    const other = await claimed();
    expect(await cancelRun(other.project, other.id, 'Wei')).toBe('asked');
    await expire();
    await sweepLostRuns('w2');
    expect((await logOf(other.project, other.id)).at(-1)).toBe('watchdog_cancelled 2 w2 2');
    expect(await stateOf(other.project, other.id)).toMatchObject({
      status: 'failed',
      validation_message: expect.stringContaining('Cancelled by Wei'),
    });
  });

  it('is recovered once however many look', async () => {
    const { project, id } = await claimed();
    await expire();
    const swept = await Promise.all(['a', 'b', 'c', 'd'].map((worker) => sweepLostRuns(worker)));
    expect(swept.reduce((sum, n) => sum + n, 0)).toBe(1);
    expect((await logOf(project, id)).filter((line) => line.startsWith('watchdog'))).toHaveLength(
      1,
    );
  });
});
