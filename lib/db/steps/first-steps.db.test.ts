import { expect, test } from 'vitest';
import { FIRST_HASHED_SEQ, inStepOrder } from '@/lib/domain/hashed-seq';
import { withIngest } from '@/lib/testing/with-ingest';
import { listSteps } from '../executions/list-children';
import { listDoneSteps } from '../retry/list-done-steps';
import { listStepOutlines } from './list-step-outlines';
import { listUndoneSteps } from './list-undone-steps';

const { newProject, send, onlyRow } = withIngest();

const atSecond = (second: number) => `2026-11-20T09:00:0${second}Z`;

test('the first steps are by number, and by their begin where the number is made of an id', async () => {
  const project = newProject();
  const ofId = (seq: number, second: number | null, status = 'failed') => ({
    seq: FIRST_HASHED_SEQ + seq,
    started_at: second === null ? null : atSecond(second),
    status,
  });
  const steps = [
    { seq: 2, started_at: atSecond(1), status: 'failed' },
    ofId(1, 9),
    ofId(2, 3, 'success'),
    ofId(3, null),
    ofId(5, 4),
    ofId(4, 4),
    { seq: 1, started_at: atSecond(8), status: 'failed' },
  ];
  const at = '2026-11-20T09:00:00Z';
  await send(project, { event: 'E', target: 'T', status: 'failed', created_at: at, steps });
  const { id } = await onlyRow(project);
  const inOrder = [1, 2, ...[3, 2, 4, 5, 1].map((seq) => FIRST_HASHED_SEQ + seq)];
  for (const limit of [1, 2, 3, 5, 7, 20]) {
    const { steps: outlines, total } = await listStepOutlines(project, id, limit);
    expect(outlines.map(({ seq }) => seq)).toEqual(inOrder.slice(0, limit));
    expect(total).toBe(7);
    expect(outlines).toEqual(outlines.toSorted(inStepOrder));
    const listed = await listSteps(project, id, limit);
    expect(listed).toMatchObject(
      outlines.map(({ seq, startedAt, status }) => ({ seq, startedAt, status })),
    );
    const done = await listDoneSteps(project, id, limit);
    expect(done.map(({ seq }) => seq)).toEqual(inOrder.slice(0, limit));
  }
  const undone = await listUndoneSteps(project, id, 4);
  const failed = inOrder.filter((seq) => seq !== FIRST_HASHED_SEQ + 2);
  expect(undone.map(({ seq }) => seq)).toEqual(failed.slice(0, 4));
});
