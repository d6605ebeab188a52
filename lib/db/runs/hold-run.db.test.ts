import { afterEach, describe, expect, it } from 'vitest';
import { held, withRuns } from '@/lib/testing/with-runs';
import { cancelRun } from './cancel-run';
import { markPaused, pauseRun, resumeRun } from './pause-run';
import { promoteQueued } from './promote-queued';
import { renewLeases } from './renew-leases';
import { sweepLostRuns } from './sweep-runs';

const { claim, claimed, emptyQueue, enqueue, expire, logOf, newProject, setRunner, stateOf } =
  withRuns();

afterEach(emptyQueue);

describe('cancelRun', () => {
  it('ends a run that waits, and asks the worker of one that runs', async () => {
    const project = newProject();
    const [running, waiting] = [await enqueue(project), await enqueue(project)];
    const lease = held(await claim());
    expect(await cancelRun(project, waiting, 'Wei')).toBe('cancelled');
    expect(await stateOf(project, waiting)).toMatchObject({
      status: 'failed',
      validation_message: 'Cancelled by Wei',
    });
    expect(await logOf(project, waiting)).toEqual(['run_cancelled 2 null 2']);
    expect(await cancelRun(project, waiting, 'Wei')).toBe('none');
    expect(await cancelRun(project, running, 'Wei')).toBe('asked');
    expect(await renewLeases('w1', [lease], 20_000)).toEqual([
      { runId: lease.runId, cancelledBy: 'Wei', paused: false },
    ]);
  });
});

describe('pauseRun', () => {
  it('keeps a waiting run from being claimed until it is resumed', async () => {
    const project = newProject();
    const id = await enqueue(project);
    expect(await pauseRun(project, id)).toBe('done');
    expect(await stateOf(project, id)).toMatchObject({ status: 'paused' });
    expect(await claim()).toBeNull();
    expect(await resumeRun(project, id)).toBe('done');
    expect(await stateOf(project, id)).toMatchObject({ status: 'pending' });
    expect(await claim()).not.toBeNull();
    expect(await pauseRun(newProject(), id)).toBe('none');
  });

  it('lets a throttled run wait for its turn again', async () => {
    const project = newProject();
    await setRunner(project, { throttle: true });
    const id = await enqueue(project);
    await pauseRun(project, id);
    expect(await promoteQueued()).toBe(false);
    await resumeRun(project, id);
    expect(await stateOf(project, id)).toMatchObject({ status: 'queued' });
  });

  it('asks the worker of a run that runs, and keeps it paused when that is lost', async () => {
    const { project, id, lease } = await claimed();
    expect(await pauseRun(project, id)).toBe('asked');
    expect(await renewLeases('w1', [lease], 20_000)).toMatchObject([{ paused: true }]);
    expect(await markPaused(lease, true)).toBe('marked');
    expect(await stateOf(project, id)).toMatchObject({ status: 'paused' });
    await expire();
    await sweepLostRuns('w2');
    expect(await stateOf(project, id)).toMatchObject({ status: 'paused' });
    expect(await claim()).toBeNull();
    await resumeRun(project, id);
    expect(held(await claim()).tries).toBe(2);
  });
});
