import { expect, it } from 'vitest';
import { archiveAttempt } from '@/lib/db/attempts/archive-attempt';
import { pool } from '@/lib/db/client';
import { inTransaction } from '@/lib/db/in-transaction';
import { listStepsAt } from '@/lib/db/steps/list-steps-at';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { FIRST_HASHED_SEQ } from '@/lib/domain/hashed-seq';
import type { ProjectId } from '@/lib/domain/project';
import { STEPS_START } from '@/lib/domain/step-place';
import { ingestSteps } from '@/lib/ingest/ingest-steps';
import { parseStepRequest } from '@/lib/query-state/step-request';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { listWholeSteps } from './list-whole-steps';

const { newProject, send } = withIngest();

const FIRST_PAGE = { after: STEPS_START, limit: 100 };

/** The seqs of every page, from the first to the last. */
async function pagesOf(
  project: ProjectId,
  id: ExecutionId,
  limit: number,
  more: Record<string, string> = {},
): Promise<number[][]> {
  const pages: number[][] = [];
  let after: string | null = '-1';
  while (after !== null) {
    const asked = parseStepRequest(new URLSearchParams({ ...more, after, limit: String(limit) }));
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
  const { items } = await listWholeSteps(project, id, {
    after: { seq: 4, startedMs: null },
    limit: 1,
  });
  expect(items).toMatchObject([
    { seq: 5, name: 'step 5', inputText: JSON.stringify(input), outputText: null, errorText: null },
  ]);
  expect(await listWholeSteps(newProject(), id, { after: STEPS_START, limit: 9 })).toEqual({
    items: [],
    next: null,
  });
});

it('gives the steps of an attempt that another has followed, in the same pages', async () => {
  const project = newProject();
  const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, second)).toISOString();
  const spans = [50, 20, null, 10].map((second, n) => ({
    seq: FIRST_HASHED_SEQ + n,
    started_at: second === null ? null : at(second),
  }));
  const id = await sent(project, [{ seq: 4, input: { n: 1e2 } }, ...spans, { seq: 2 }]);
  const limits = [1, 2, 4, 6, 10];
  const before = await Promise.all(limits.map((limit) => pagesOf(project, id, limit)));
  const { items } = await listWholeSteps(project, id, FIRST_PAGE);
  await inTransaction((client) => archiveAttempt(client, project, id));
  await pool().query(
    'UPDATE runlens.executions SET attempt = 2 WHERE project_id = $1 AND id = $2',
    [project, id],
  );
  expect(await listWholeSteps(project, id, FIRST_PAGE)).toEqual({ items: [], next: null });
  expect(await listWholeSteps(project, id, { ...FIRST_PAGE, attempt: 2 })).toMatchObject({
    items: [],
  });
  expect(await listWholeSteps(project, id, { ...FIRST_PAGE, attempt: 1 })).toEqual({
    items,
    next: null,
  });
  for (const [index, limit] of limits.entries()) {
    expect(await pagesOf(project, id, limit, { attempt: '1' })).toEqual(before[index]);
  }
  await expect(listWholeSteps(project, id, { ...FIRST_PAGE, attempt: 3 })).rejects.toMatchObject({
    code: 'not_found',
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

it('gives steps that are known by an id in the order of their begin, however they came', async () => {
  const project = newProject();
  const at = (second: number) => new Date(Date.UTC(2026, 10, 20, 9, 0, second)).toISOString();
  const begins = [50, 20, null, 20, 40, 10, null, 30];
  const spans = begins.map((second, n) => ({
    seq: FIRST_HASHED_SEQ + n,
    started_at: second === null ? null : at(second),
  }));
  const id = await sent(project, [{ seq: 3, started_at: at(59) }, ...spans, { seq: 1 }]);
  const all = [1, 3, ...[2, 6, 5, 1, 3, 7, 4, 0].map((n) => FIRST_HASHED_SEQ + n)];
  for (const limit of [1, 2, 3, 4, 10]) {
    const pages = await pagesOf(project, id, limit);
    expect(pages.flat(), `${limit} a page`).toEqual(all);
    expect(pages.every((page) => page.length <= limit)).toBe(true);
  }
  for (let skip = 0; skip < all.length; skip += 1) {
    const there = await listStepsAt(project, [{ executionId: id, skip, take: 3 }]);
    expect(there.map(({ seq }) => seq)).toEqual(all.slice(skip, skip + 3));
  }

  const { next } = await listWholeSteps(project, id, { after: STEPS_START, limit: 5 });
  const late = [25, 5].map((second, n) => ({
    seq: FIRST_HASHED_SEQ + 100 + n,
    started_at: at(second),
  }));
  const body = new Blob([late.map((step) => JSON.stringify(step)).join('\n')]).stream();
  await ingestSteps(project, id, body, { contentEncoding: null, contentLength: null });
  const { items } = await listWholeSteps(
    project,
    id,
    parseStepRequest(new URLSearchParams({ after: next ?? '' })),
  );
  const behind = [1, 3, 100, 7, 4, 0].map((n) => FIRST_HASHED_SEQ + n);
  expect(items.map(({ seq }) => seq)).toEqual(behind);
});
