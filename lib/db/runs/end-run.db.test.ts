import { afterEach, describe, expect, it } from 'vitest';
import { lifecycleEntry } from '@/lib/domain/lifecycle-event';
import type { NewEntry } from '@/lib/domain/new-entry';
import { countedStatuses } from '@/lib/testing/counted-statuses';
import { FAILED, held, SUCCESS, withRuns } from '@/lib/testing/with-runs';
import { appendRunEntries } from './append-run-entries';
import { cancelRun } from './cancel-run';
import { finishRun } from './finish-run';
import { getRunMaterial } from './get-run-material';
import { handOverRun } from './hand-over-run';
import { markPaused, pauseRun, resumeRun } from './pause-run';
import { promoteQueued } from './promote-queued';
import { releaseRun } from './release-run';
import { renewLeases } from './renew-leases';
import { saveCheckpoint } from './save-checkpoint';
import { sweepHandedOver } from './sweep-handed-over';
import { sweepLostRuns } from './sweep-runs';
import { insertWorker, listExecutorStates, markWorkersStopped } from './worker-record';

const runs = withRuns();
const { claim, emptyQueue, enqueue, logOf, newProject, query, runOf, setRunner, stateOf } = runs;

afterEach(emptyQueue);

const note = (message: string, level: NewEntry['level'] = 'info'): NewEntry => ({
  level,
  event: 'note',
  message,
  dataText: null,
});
const INTERRUPTED = [lifecycleEntry('run_interrupted', 'stopped')];
const WORDS = {
  reported: (status: string) => [
    lifecycleEntry(status === 'success' ? 'run_completed' : 'run_failed', status),
  ],
  late: () => ({ message: 'no report', entries: [lifecycleEntry('run_failed', 'no report')] }),
};

/** A claimed run of a project of its own. */
async function claimed(more: object = {}, workerId = 'w1') {
  const project = newProject();
  const id = await enqueue(project, more);
  return { project, id, lease: held(await claim(workerId)) };
}

const expire = () =>
  query(`UPDATE runlens.runs SET leased_until = clock_timestamp() - interval '1 ms'`);

describe('finishRun', () => {
  it('writes the end to the execution and empties the queue', async () => {
    const { project, id, lease } = await claimed();
    const steps = [{ seq: 1, parentSeq: null, name: 'Read', connector: 'http' }].map((step) => ({
      ...step,
      status: 'skipped' as const,
      startedAt: null,
      durationMs: 1.5,
      inputText: '1',
      outputText: null,
      errorText: null,
    }));
    const entries = [note('a\0b'), note('bad', 'error'), note('so so', 'warning')];
    const outcome = await finishRun(lease, {
      status: 'partially_executed',
      outputText: '{"stdout":"2"}',
      raisedAction: 'check_part',
      validationMessage: 'Still none',
      steps,
      entries: () => entries,
    });
    expect(outcome).toBe('ended');
    expect(await stateOf(project, id)).toMatchObject({
      status: 'partially_executed',
      attempt: 2,
      output_text: '{"stdout":"2"}',
      has_output: true,
      raised_action: 'check_part',
      validation_message: 'Still none',
      message: 'Still none',
      finished_at: expect.any(Date),
      error_group: expect.any(String),
      warning_count: 1,
      error_count: 1,
      search: expect.stringContaining('still none'),
    });
    expect(await runOf(project, id)).toBeNull();
    expect(await logOf(project, id)).toEqual([
      'lease_acquired 1 w1 2',
      'note 1 w1 2',
      'note 3 w1 2',
      'note 2 w1 2',
    ]);
    expect(await runs.childrenOf(project, 'execution_steps')).toMatchObject([{ name: 'Read' }]);
    expect(await countedStatuses(project)).toEqual({ partially_executed: 1 });
  });

  it('refuses whoever has lost the lease, in all that it writes', async () => {
    const { project, id, lease } = await claimed();
    await expire();
    expect(await sweepLostRuns('w2')).toBe(1);
    const second = held(await claim('w2'));
    expect(second).toMatchObject({ executionId: id, tries: 2 });
    const before = [await stateOf(project, id), await logOf(project, id)];
    expect(await finishRun(lease, SUCCESS)).toBe('lost');
    expect(await appendRunEntries(lease, [note('late')])).toBe('lost');
    expect(await releaseRun(lease, INTERRUPTED)).toBe('lost');
    expect(await handOverRun(lease, [])).toBe('lost');
    expect(await markPaused(lease, true)).toBe('lost');
    await saveCheckpoint(lease, 1);
    expect(await renewLeases('w1', [lease], 20_000)).toEqual([]);
    expect([await stateOf(project, id), await logOf(project, id)]).toEqual(before);
    expect(await runOf(project, id)).toMatchObject({ worker_id: 'w2', checkpoint: null });
    expect(await finishRun(second, SUCCESS)).toBe('ended');
    expect(await finishRun(second, { ...SUCCESS, status: 'failed' })).toBe('lost');
    expect(await stateOf(project, id)).toMatchObject({ status: 'success' });
  });

  it('changes no end that came before', async () => {
    const { project, id, lease } = await claimed();
    await query('UPDATE runlens.executions SET status = 4 WHERE id = $1', [id]);
    expect(await finishRun(lease, { ...SUCCESS, status: 'failed' })).toBe('late');
    expect(await stateOf(project, id)).toMatchObject({ status: 'success', output_text: null });
    expect(await runOf(project, id)).toBeNull();
  });
});

describe('what a run works with', () => {
  it('is the code, the context and the recording of the attempt before', async () => {
    const { lease } = await claimed();
    expect(await getRunMaterial(lease)).toEqual({
      code: FAILED.code,
      contextText: '{"part":{"id":34}}',
      outputText: '{"stdout":"1","exit_code":1}',
      event: 'UPDATE',
      target: 'PART',
    });
  });
});

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

describe('releaseRun', () => {
  it('lets another worker go on at once from the checkpoint, without counting a try', async () => {
    const { project, id, lease } = await claimed();
    await saveCheckpoint(lease, { slice: 7 });
    expect(await releaseRun(lease, INTERRUPTED)).toBe('released');
    expect(await stateOf(project, id)).toMatchObject({ status: 'pending' });
    expect((await logOf(project, id)).at(-1)).toBe('run_interrupted 2 w1 2');
    const again = held(await claim('w2'));
    expect(again).toMatchObject({ tries: 1, checkpoint: { slice: 7 } });
    expect(await releaseRun(again, [], 60_000)).toBe('released');
    expect(await claim('w2')).toBeNull();
    await query(`UPDATE runlens.runs SET run_after = run_after - interval '60 seconds'`);
    expect(await claim('w2')).toMatchObject({ tries: 1 });
  });
});

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

describe('a run that another system has taken', () => {
  const sent = { ...FAILED, id: 'theirs' };

  async function handedOver() {
    const project = newProject();
    await setRunner(project, { executor: 'webhook', allowed_ms: 5_000 });
    const id = await enqueue(project, sent);
    await handOverRun(held(await claim()), [note('sent')]);
    return { project, id };
  }

  it('ends with what is reported', async () => {
    const { project, id } = await handedOver();
    await sweepHandedOver('w2', WORDS);
    expect(await runOf(project, id)).toMatchObject({ state: 'handed_over' });
    expect(await pauseRun(project, id)).toBe('handed_over');
    const { validation_message: _, ...rest } = sent;
    await runs.send(project, { ...rest, attempt: 2, status: 'success', output: 5 });
    await sweepHandedOver('w2', WORDS);
    expect(await runOf(project, id)).toBeNull();
    expect(await stateOf(project, id)).toMatchObject({ status: 'success', output_text: '5' });
    expect((await logOf(project, id)).slice(-2)).toEqual(['note 1 w1 2', 'run_completed 1 w2 2']);
  });

  it('is rejected when nothing is reported in its time, and can be cancelled', async () => {
    const { project, id } = await handedOver();
    await query(`UPDATE runlens.runs SET deadline_at = clock_timestamp() - interval '1 ms'`);
    await sweepHandedOver('w2', WORDS);
    expect(await stateOf(project, id)).toMatchObject({
      status: 'rejected',
      validation_message: 'no report',
    });
    const other = await handedOver();
    expect(await cancelRun(other.project, other.id, 'Wei')).toBe('cancelled');
    expect(await stateOf(other.project, other.id)).toMatchObject({ status: 'failed' });
  });
});
