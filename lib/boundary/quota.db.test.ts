import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it, vi } from 'vitest';
import { mintApiKey } from '@/lib/auth/mint-api-key';
import { takeOfMinute } from '@/lib/db/accounts/take-of-minute';
import { createProject } from '@/lib/db/projects/create-project';
import type { ProjectId } from '@/lib/domain/project';
import { buildOpenApi } from '@/lib/openapi/build-open-api';
import { OPERATIONS } from '@/lib/openapi/operations';
import { askApi } from '@/lib/testing/ask-api';
import { documentedAnswers, readAnswer } from '@/lib/testing/documented-answers';
import { withIngest } from '@/lib/testing/with-ingest';
import { KeyMinute } from './key-minute';

vi.mock('@/lib/env', async (original) => {
  const real = await original<typeof import('@/lib/env')>();
  return { ...real, env: () => ({ ...real.env(), rateLimit: 2 }) };
});

withIngest();
const problemOf = documentedAnswers(buildOpenApi('http://127.0.0.1'));
let project: ProjectId;
let used: string;
let fresh: string;

beforeAll(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-20T10:00:20Z') });
  ({ id: project } = await createProject('quota', 'Quota'));
  used = await mintApiKey(project, 'used');
  fresh = await mintApiKey(project, 'fresh');
  for (const _ of [1, 2]) {
    const answer = await askApi('listExecutions', used);
    expect(answer.status).toBe(200);
  }
});

it.each(OPERATIONS.filter(({ key }) => key))(
  '$id refuses a key that is over its limit',
  async ({ id, method, path, body }) => {
    const params = { id: 'x', actionRunId: 'x' };
    const answer = await readAnswer(await askApi(id, used, { params, body: body?.example }));
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('40');
    expect(answer.headers.get('ratelimit')).toBe('"minute";r=0;t=40');
    expect(answer.text).toContain('2 requests of this minute');
    expect(problemOf(method, path, answer)).toBeNull();
  },
);

it('has a stable code, and lets other keys of the project go on', async () => {
  expect(await (await askApi('getExecution', used, { params: { id: 'x' } })).json()).toMatchObject({
    code: 'rate_limited',
    status: 429,
  });
  const answer = await askApi('listExecutions', fresh);
  expect([answer.status, answer.headers.get('ratelimit')]).toEqual([200, '"minute";r=1;t=40']);
});

it('is shared by all processes of one database', async () => {
  const id = randomUUID();
  const open = () => new KeyMinute(500, (many) => takeOfMinute(id, 1, many));
  const processes = [open(), open()];
  const turns = Array.from({ length: 600 }, (_, n) => processes[n % 2]?.use());
  const answered = (await Promise.all(turns)).filter((left) => left !== null);
  expect(answered).toHaveLength(500);
});

it('holds for a key that another process has answered', async () => {
  const key = await mintApiKey(project, 'both');
  const headersOf = async () => (await askApi('listExecutions', key)).headers.get('ratelimit');
  expect(await headersOf()).toBe('"minute";r=1;t=40');
  beAnotherProcess();
  expect(await headersOf()).toBe('"minute";r=0;t=40');
  beAnotherProcess();
  expect((await askApi('listExecutions', key)).status).toBe(429);
});

/** What a process has taken of the limits is known to it alone. */
function beAnotherProcess(): void {
  (globalThis as { runlensQuotas?: unknown }).runlensQuotas = undefined;
}
