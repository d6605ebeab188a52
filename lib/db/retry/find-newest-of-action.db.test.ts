import { expect, it } from 'vitest';
import { withIngest } from '@/lib/testing/with-ingest';
import { findNewestOfAction } from './find-newest-of-action';

const { newProject, sendBody } = withIngest();

const START = Date.UTC(2026, 10, 20);
const item = (n: number, more: object = {}) => ({
  ...{ id: `n${n}`, created_at: new Date(START + n * 1_000).toISOString(), status: 'failed' },
  ...{ event: 'UPDATE', target: 'PART', actions: ['check'], ...more },
});
const body = (items: readonly object[]) => items.map((one) => JSON.stringify(one)).join('\n');

it('is the code of the newest that has any, however far back, and the trigger of the newest 200', async () => {
  const project = newProject();
  expect(await findNewestOfAction(project, 'check')).toEqual({
    ...{ codeSha256: null, codeExecutionId: null, triggerHash: null },
  });
  const named = { code: 'print(1)', trigger: { hash: 'one' } };
  await sendBody(project, body([item(0, named), item(1, { actions: ['ship'], ...named })]));
  const silent = (count: number) => Array.from({ length: count }, (_, n) => item(n + 2));
  await sendBody(project, body(silent(199)));
  const found = await findNewestOfAction(project, 'check');
  expect(found).toMatchObject({ triggerHash: 'one' });
  expect(found.codeSha256).toMatch(/^[0-9a-f]{64}$/);
  await sendBody(project, body([item(300, { trigger: { kind: 'hash' } })]));
  expect(await findNewestOfAction(project, 'check')).toEqual({ ...found, triggerHash: null });
});
