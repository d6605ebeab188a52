import { expect, test } from 'vitest';
import type { ProjectId } from '@/lib/domain/project';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { suggestPaths } from './suggest-paths';
import { suggestValues } from './suggest-values';

const ingest = withIngest();

const texts = async (project: ProjectId, field: string, containing = '') =>
  (await suggestValues(project, field, containing)).items.map(({ text }) => text);

test('values come from the dictionaries, the actions and the newest executions', async () => {
  const project = ingest.newProject();
  await ingest.send(
    project,
    {
      ...LEAST,
      id: 'one',
      triggered_by: 'ana@example.com',
      actions: [{ key: 'check_part', name: 'Check part' }],
      language: 'python',
      code: 'print(1)',
      steps: [
        { seq: 1, name: 'a', connector: 'http' },
        { seq: 2, name: 'b', connector: 'http', status: 'skipped' },
      ],
      entries: [{ seq: 1, level: 'info', event: 'started', message: 'm' }],
    },
    { ...LEAST, id: 'two', event: 'CREATE', steps: [{ seq: 1, name: 'a', connector: 'email' }] },
    { ...LEAST, id: 'three', steps: [{ seq: 1, name: 'a', connector: 'http' }] },
  );
  expect((await suggestValues(project, 'event', '')).items).toEqual([
    { text: 'UPDATE', count: 2, hint: null },
    { text: 'CREATE', count: 1, hint: null },
  ]);
  expect(await texts(project, 'event', 'crea')).toEqual(['CREATE']);
  expect(await texts(project, 'triggered_by')).toEqual(['ana@example.com']);
  expect(await texts(project, 'language')).toEqual(['python']);
  expect(await suggestValues(project, 'action', '')).toEqual({
    items: [{ text: 'check_part', count: 1, hint: 'Check part' }],
    sampled: null,
    more: false,
  });
  // Found by its name alone, and counted all the same.
  expect(await suggestValues(project, 'action', 'check p')).toMatchObject({
    items: [{ text: 'check_part', count: 1 }],
  });
  expect(await texts(project, 'action', 'nothing')).toEqual([]);
  // It never raised, and may all the same.
  expect(await suggestValues(project, 'raised_action', '')).toMatchObject({
    items: [{ text: 'check_part', count: null }],
    sampled: 3,
  });
  expect(await suggestValues(project, 'status', '')).toMatchObject({
    items: [{ text: 'failed', count: 3 }],
    sampled: null,
  });
  expect(await suggestValues(project, 'entry.level', '')).toMatchObject({
    items: [{ text: 'info', count: 1 }],
  });
  expect(await suggestValues(project, 'step.status', '')).toMatchObject({
    items: [{ text: 'skipped', count: 1 }],
  });
  expect(await suggestValues(project, 'step.connector', '')).toEqual({
    items: [
      { text: 'http', count: 2, hint: null },
      { text: 'email', count: 1, hint: null },
    ],
    sampled: 3,
    more: false,
  });
  expect(await texts(project, 'entry.event')).toEqual(['started']);
  for (const field of ['id', 'request_id', 'duration', 'nothing', 'ctx']) {
    expect(await texts(project, field)).toEqual([]);
  }
});

test('paths and their values come from contexts and attributes, the most common first', async () => {
  const project = ingest.newProject();
  const context = { part: { id: 34, 'a b': 'x' }, lines: [{ sku: 'A-1' }, { sku: 'B-2' }] };
  await ingest.send(
    project,
    { ...LEAST, id: 'one', context },
    { ...LEAST, id: 'two', context: { part: { id: 35 }, lines: [{ sku: 'A-1' }] }, retries: 2 },
    { ...LEAST, id: 'three', attributes: { status_code: 500 } },
  );
  const { items, sampled } = await suggestPaths(project);
  expect(sampled).toBe(3);
  expect(items).toEqual([
    { text: 'ctx.lines[].sku', count: 2, hint: 'A-1' },
    { text: 'ctx.part.id', count: 2, hint: expect.stringMatching(/^3[45]$/) },
    { text: 'attr.retries', count: 1, hint: '2' },
    { text: 'attr.status_code', count: 1, hint: '500' },
    { text: 'ctx.part["a b"]', count: 1, hint: 'x' },
  ]);
  expect((await suggestValues(project, 'ctx.lines[].sku', '')).items).toEqual([
    { text: 'A-1', count: 2, hint: null },
    { text: 'B-2', count: 1, hint: null },
  ]);
  expect(await texts(project, 'attr.status_code')).toEqual(['500']);
  expect(await texts(project, 'ctx.part.none')).toEqual([]);
});

test('another project gives nothing away', async () => {
  const project = ingest.newProject();
  await ingest.send(project, { ...LEAST, id: 'one', context: { secret: 'x' } });
  const other = ingest.newProject();
  expect((await suggestPaths(other)).items).toEqual([]);
  expect(await texts(other, 'event')).toEqual([]);
  expect(await texts(other, 'ctx.secret')).toEqual([]);
});
