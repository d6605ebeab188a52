import { expect, it } from 'vitest';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { explainFailure } from './explain-failure';
import { readSteps, readStepText } from './read-steps';

const { newProject, send, onlyRow } = withIngest();

const STEPS = [
  { seq: 1, name: 'HTTP Trigger', connector: 'http_trigger', status: 'success', input: { a: 1.0 } },
  {
    ...{ seq: 2, name: 'Send mail', connector: 'mail', status: 'failed' },
    ...{ started_at: '2026-11-20T09:00:01Z', duration_ms: 80.5 },
    ...{ input: { to: 'é' }, output: null, error: { message: 'no key' } },
  },
  { seq: 3, parent_seq: 2, status: 'skipped', error: 'x'.repeat(1_000) },
];

it('lists steps without their texts, and says how long those are', async () => {
  const project = newProject();
  await send(project, { ...LEAST, id: 'run', steps: STEPS });
  const { steps, total } = await readSteps(project, 'run');
  expect(total).toBe(3);
  expect(steps[0]).toMatchObject({ seq: 1, inputBytes: 7, outputBytes: null, errorStart: null });
  expect(steps[1]).toMatchObject({
    ...{ status: 'failed', startedAt: new Date('2026-11-20T09:00:01Z'), durationMs: 80.5 },
    ...{ inputBytes: 11, errorBytes: 20, errorStart: '{"message":"no key"}' },
  });
  expect(steps[2]).toMatchObject({ parentSeq: 2, status: 'skipped', errorBytes: 1_002 });
  expect(steps[2]?.errorStart).toHaveLength(400);
});

it('gives a text as it was sent, and knows nothing of other projects', async () => {
  const project = newProject();
  await send(project, { ...LEAST, id: 'run', steps: STEPS });
  const text = async (seq: string, part: string, of = project) =>
    (await readStepText(of, { id: 'run', seq, part })).text;
  expect(await text('1', 'input')).toBe('{"a":1}');
  expect(await text('2', 'error')).toBe('{"message":"no key"}');
  for (const [seq, part] of [
    ...[['1', 'output'] as const, ['9', 'input'] as const, ['1', 'name'] as const],
    ...[
      ['-1', 'input'] as const,
      ['99999999999', 'input'] as const,
      ['9999999999', 'input'] as const,
    ],
  ]) {
    await expect(text(seq, part), `${seq} ${part}`).rejects.toMatchObject({ code: 'not_found' });
  }
  await expect(text('1', 'input', newProject())).rejects.toMatchObject({ code: 'not_found' });
  await expect(readSteps(newProject(), 'run')).rejects.toMatchObject({ code: 'not_found' });
});

it('counts what is stored, whatever comes in which order', async () => {
  const project = newProject();
  const started = { ...LEAST, id: 'run', status: 'running' };
  await send(project, { ...started, steps: STEPS.slice(0, 1) });
  expect(await onlyRow(project)).toMatchObject({ step_count: 1 });
  await send(project, { ...started, steps: STEPS.slice(0, 2) });
  expect(await onlyRow(project)).toMatchObject({ step_count: 2 });
  await send(project, { ...started, status: 'failed', validation_message: 'no key' });
  await send(project, { ...started, status: 'pending', steps: STEPS });
  expect(await onlyRow(project)).toMatchObject({ step_count: 3 });
});

it('names the steps that explain a failure', async () => {
  const project = newProject();
  await send(project, {
    ...{ ...LEAST, id: 'run', steps: STEPS },
    ...{
      validation_message: 'mail was not sent',
      actions: [{ key: 'mail' }],
      raised_action: 'mail',
    },
  });
  const row = await onlyRow(project);
  const details = await explainFailure(project, row.id);
  expect(details).toMatchObject({
    ...{ status: 'failed', attempt: 1, raisedAction: 'mail', message: 'mail was not sent' },
    stepCount: 3,
  });
  expect(details.steps.map(({ seq }) => seq)).toEqual([2, 3]);
});
