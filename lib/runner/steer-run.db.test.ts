import { expect, it } from 'vitest';
import { findOpenRun } from '@/lib/db/runs/find-open-run';
import { withRuns } from '@/lib/testing/with-runs';
import { steerRun } from './steer-run';

const { claim, enqueue, newProject, setRunner, stateOf, query } = withRuns();

it('steers a run that waits, asks the worker of one that runs, and refuses the others by name', async () => {
  const project = newProject();
  const [first, second] = [await enqueue(project), await enqueue(project)];
  expect((await claim())?.executionId).toBe(first);
  expect(await steerRun(project, second, 'pause', 'Ana')).toBe('done');
  expect(await steerRun(project, second, 'pause', 'Ana')).toBe('done');
  expect(await findOpenRun(project, second)).toMatchObject({ isPaused: true });
  expect(await steerRun(project, second, 'resume', 'Ana')).toBe('done');
  expect(await steerRun(project, second, 'cancel', 'Ana')).toBe('done');
  expect(await stateOf(project, second)).toMatchObject({ validation_message: 'Cancelled by Ana' });
  await expect(steerRun(project, second, 'cancel', 'Ana')).rejects.toThrow('no run to cancel');
  expect(await steerRun(project, first, 'cancel', 'Ana')).toBe('asked');
  expect(await findOpenRun(project, first)).toEqual({
    isHandedOver: false,
    isCancelled: true,
    isPaused: false,
  });
  const other = newProject();
  await setRunner(other, { executor: 'webhook' });
  const theirs = await enqueue(other);
  await query(`UPDATE runlens.runs SET state = 'handed_over' WHERE execution_id = $1`, [theirs]);
  await expect(steerRun(other, theirs, 'pause', 'Ana')).rejects.toThrow('Another system');
  await expect(steerRun(project, theirs, 'cancel', 'Ana')).rejects.toThrow('no run to cancel');
});
