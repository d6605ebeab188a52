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
import { markPaused, pauseRun } from './pause-run';
import { releaseRun } from './release-run';
import { renewLeases } from './renew-leases';
import { saveCheckpoint } from './save-checkpoint';
import { sweepHandedOver } from './sweep-handed-over';
import { sweepLostRuns } from './sweep-runs';

const runs = withRuns();
const {
  claim,
  claimed,
  emptyQueue,
  enqueue,
  expire,
  logOf,
  newProject,
  query,
  runOf,
  setRunner,
  stateOf,
} = runs;

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
