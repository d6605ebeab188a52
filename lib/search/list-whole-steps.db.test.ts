import { expect, it } from 'vitest';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { ProjectId } from '@/lib/domain/project';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { listWholeSteps } from './list-whole-steps';

const { newProject, send } = withIngest();

/** The seqs of every page, from the first to the last. */
async function pagesOf(project: ProjectId, id: ExecutionId, limit: number): Promise<number[][]> {
  const pages: number[][] = [];
  let after: string | null = '-1';
  while (after !== null) {
    const asked = { after: Number(after), limit };
    const { items, next } = await listWholeSteps(project, id, asked);
    pages.push(items.map(({ seq }) => seq));
    after = next;
  }
  return pages;
}

async function sent(project: ProjectId, steps: object[]): Promise<ExecutionId> {
  const { ids } = await send(project, { ...LEAST, steps });
  return ids[0] as ExecutionId;
}

it('gives every step once, page by page, with the texts that were sent', async () => {
  const project = newProject();
  const input = { big: 1, text: 'é' };
  const id = await sent(
    project,
    [9, 2, 5, 0].map((seq) => ({ seq, name: `step ${seq}`, input, error: null })),
  );
  expect(await pagesOf(project, id, 2)).toEqual([
    [0, 2],
    [5, 9],
  ]);
  expect(await pagesOf(project, id, 3)).toEqual([[0, 2, 5], [9]]);
  expect(await pagesOf(project, id, 4)).toEqual([[0, 2, 5, 9]]);
  const { items } = await listWholeSteps(project, id, { after: 4, limit: 1 });
  expect(items).toMatchObject([
    { seq: 5, name: 'step 5', inputText: JSON.stringify(input), outputText: null, errorText: null },
  ]);
  expect(await listWholeSteps(newProject(), id, { after: -1, limit: 9 })).toEqual({
    items: [],
    next: null,
  });
});

it('ends a page behind the step with which its texts are too long, and loses none', async () => {
  const project = newProject();
  const output = 'x'.repeat(5 * 1024 * 1024);
  const id = await sent(
    project,
    [1, 2, 3, 4].map((seq) => ({ seq, output })),
  );
  expect(await pagesOf(project, id, 100)).toEqual([
    [1, 2],
    [3, 4],
  ]);
});
