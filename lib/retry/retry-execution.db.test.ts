import { beforeEach, describe, expect, it, vi } from 'vitest';
import { pool } from '@/lib/db/client';
import { insertWorker } from '@/lib/db/runs/worker-record';
import type { ProjectId } from '@/lib/domain/project';
import { decideRetry } from '@/lib/domain/retry-eligibility';
import type { RetryOutcome } from '@/lib/domain/retry-outcome';
import { readCode } from '@/lib/search/read-code';
import { readContext } from '@/lib/search/read-context';
import { readRecording } from '@/lib/search/read-recording';
import { resolveExecutionId } from '@/lib/search/resolve-execution-id';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { planRetry } from './plan-retry';
import { readAttempts, readAttemptText } from './read-attempts';
import { type RetryRequest, retryExecution } from './retry-execution';

vi.mock('@/lib/env', async (original) => ({
  ...(await original<object>()),
  env: () => ({ runner: 'off' }),
}));

const { newProject, send, onlyRow, rowsOf } = withIngest();

const ACTION = { actions: [{ key: 'check' }], raised_action: 'check' };
const FAILED = {
  ...{ ...LEAST, ...ACTION, id: 'run', code: 'print(1)', context: { a: 1 } },
  ...{
    validation_message: 'no stock',
    duration_ms: 12,
    output: { stdout: 'one\n', python: '3.9.1' },
  },
};
const WISH: RetryRequest = {
  ...{ code: 'original' as const, contextText: null, requestedBy: 'ana', idempotencyKey: null },
};

const ask = async (project: ProjectId, own: Partial<RetryRequest> = {}) =>
  retryExecution(project, (await onlyRow(project)).id, { ...WISH, ...own });
const ABLE = { problem: null, python: '3.11.2' };
const codesOf = (outcome: RetryOutcome) =>
  outcome.kind === 'refused' ? outcome.refusals.map(({ code }) => code) : outcome.kind;

/** The run is over: the row is as a worker would leave it. */
async function end(project: ProjectId, status: number): Promise<void> {
  await pool().query('DELETE FROM runlens.runs WHERE project_id = $1', [project]);
  await pool().query('UPDATE runlens.executions SET status = $2 WHERE project_id = $1', [
    ...[project, status],
  ]);
}

beforeEach(async () => {
  await pool().query('DELETE FROM runlens.workers');
  const place = { place: 'here', pid: 1, pidStarted: '1' };
  await insertWorker({ id: 'w1', ...place }, { sandbox: ABLE, webhook: ABLE });
});

const setRunner = (project: ProjectId, actionKey: string, executor: string) =>
  pool().query(
    `INSERT INTO runlens.action_runners (project_id, action_key, executor) VALUES ($1, $2, $3)
     ON CONFLICT (project_id, action_key) DO UPDATE SET executor = excluded.executor`,
    [project, actionKey, executor],
  );

describe('a retry', () => {
  it('is refused where its action is switched off, whatever its project says', async () => {
    const project = newProject();
    await send(project, FAILED);
    await setRunner(project, '', 'sandbox');
    await setRunner(project, 'check', 'off');
    const refused = await ask(project);
    expect(codesOf(refused)).toEqual(['no_executor']);
    expect(refused).toMatchObject({
      refusals: [{ message: expect.stringContaining('switched off') }],
    });
    await setRunner(project, 'check', 'sandbox');
    expect(await ask(project)).toMatchObject({ kind: 'started', executor: 'sandbox' });
  });

  it('is refused where its project is switched off, unless its action says otherwise', async () => {
    const project = newProject();
    await send(project, FAILED);
    await setRunner(project, '', 'off');
    expect(codesOf(await ask(project))).toEqual(['no_executor']);
    await setRunner(project, 'check', 'sandbox');
    expect(await ask(project)).toMatchObject({ kind: 'started' });
  });

  it('is the next attempt of the same execution, twice and no more', async () => {
    const project = newProject();
    await send(project, FAILED);
    expect(await ask(project)).toMatchObject({ kind: 'started', attempt: 2, status: 'pending' });
    expect(codesOf(await ask(project))).toEqual(['already_running']);
    await end(project, 6);
    expect(await ask(project)).toMatchObject({ kind: 'started', attempt: 3 });
    await end(project, 6);
    expect(codesOf(await ask(project))).toEqual(['limit_used_up']);
    await end(project, 4);
    expect(codesOf(await ask(project))).toEqual(['not_failed', 'limit_used_up']);
  });

  it('is one for one wish, however often it is asked for and by how many at once', async () => {
    const project = newProject();
    await send(project, FAILED);
    const asked = await Promise.all(
      Array.from({ length: 8 }, () => ask(project, { idempotencyKey: 'k' })),
    );
    expect(asked.filter(({ kind }) => kind === 'started')).toHaveLength(1);
    expect(asked.filter(({ kind }) => kind === 'repeated')).toHaveLength(7);
    await end(project, 6);
    expect(await ask(project, { idempotencyKey: 'k' })).toEqual({
      ...{ kind: 'repeated', attempt: 2 },
    });
    expect(await onlyRow(project)).toMatchObject({ attempt: 2 });
  });

  it('runs the code of the action as it is now, or another context, when that is asked for', async () => {
    const project = newProject();
    await send(project, FAILED);
    const { id } = await onlyRow(project);
    const later = { ...LEAST, ...ACTION, created_at: '2026-11-20T09:30:00Z' };
    await send(project, { ...later, id: 'newer', status: 'success', code: 'print(2)' });
    const plan = await planRetry(project, id);
    expect(plan.currentCodeId).not.toBeNull();
    expect(plan.facts).toMatchObject({
      python: '3.9.1',
      executor: { kind: 'sandbox', problem: null, python: '3.11.2' },
    });
    expect(
      decideRetry(plan.facts, { code: 'current', hasOwnContext: false }).warnings[0],
    ).toContain('It ran on Python 3.9 and would run on 3.11');
    const wish: RetryRequest = { ...WISH, code: 'current', contextText: '{"a":1.0}' };
    expect(await retryExecution(project, id, wish)).toMatchObject({ attempt: 2 });
    const [older, newer] = await rowsOf(project);
    const row = older.id === id ? older : newer;
    expect(row.code_sha256).toEqual((older.id === id ? newer : older).code_sha256);
    expect(row.context_text).toBe('{"a":1.0}');
  });

  it('says where a context is no JSON, and starts nothing', async () => {
    const project = newProject();
    await send(project, FAILED);
    await expect(ask(project, { contextText: '{"a":1,\n}' })).rejects.toMatchObject({
      code: 'invalid_input',
      message: 'The context has to be JSON: line 2, column 1: unexpected }',
    });
    expect(await onlyRow(project)).toMatchObject({ attempt: 1 });
  });
});

describe('refusals', () => {
  it('knows a Response connector among the steps', async () => {
    const project = newProject();
    const steps = [{ seq: 1, connector: 'HTTP Response', status: 'success' }];
    await send(project, { ...FAILED, steps });
    expect(codesOf(await ask(project))).toEqual(['response_connector']);
  });

  it('knows a trigger that was reconfigured, by the newest log of the action', async () => {
    const project = newProject();
    await send(project, { ...FAILED, trigger: { kind: 'http', hash: 'one' } });
    const { id } = await onlyRow(project);
    const again = () => retryExecution(project, id, WISH);
    const later = { ...LEAST, ...ACTION, status: 'success' };
    const at = (minute: number) => ({ ...later, created_at: `2026-11-20T09:${minute}:00Z` });
    await send(project, { ...at(10), id: 'same', trigger: { hash: 'one' } });
    expect((await planRetry(project, id)).facts.newestTriggerHash).toBe('one');
    await send(project, { ...at(20), id: 'other', trigger: { hash: 'two' } });
    await send(project, { ...at(30), id: 'silent', trigger: { kind: 'hash' } });
    expect(codesOf(await again())).toEqual(['trigger_changed']);
    await send(project, { ...at(40), id: 'back', trigger: { hash: 'one' } });
    expect(codesOf(await again())).toBe('started');
  });

  it('says why nothing can run it', async () => {
    const project = newProject();
    await send(project, FAILED);
    const { id } = await onlyRow(project);
    await pool().query('DELETE FROM runlens.workers');
    expect((await planRetry(project, id)).facts.executor.problem).toContain(
      'RUNLENS_RUNNER=sandbox',
    );
    const place = { place: 'here', pid: 1, pidStarted: '1' };
    await insertWorker(
      { id: 'w2', ...place },
      { sandbox: { problem: 'bubblewrap is missing', python: null } },
    );
    expect(await ask(project)).toEqual({
      ...{ kind: 'refused', refusals: [{ code: 'no_executor', message: 'bubblewrap is missing' }] },
    });
  });

  it('needs code, and an execution', async () => {
    const project = newProject();
    await send(project, { ...FAILED, code: null });
    expect(codesOf(await ask(project))).toEqual(['no_code']);
    const { id } = await onlyRow(project);
    expect(await retryExecution(newProject(), id, WISH)).toEqual({ kind: 'gone' });
  });
});

it('leaves code that is not Python to a webhook', async () => {
  const project = newProject();
  await send(project, { ...FAILED, language: 'javascript' });
  expect(codesOf(await ask(project))).toEqual(['no_executor']);
  await setRunner(project, 'check', 'webhook');
  await pool().query(
    `UPDATE runlens.action_runners SET webhook_url = 'http://127.0.0.1:9/' WHERE project_id = $1`,
    [project],
  );
  expect(await ask(project)).toMatchObject({ kind: 'started', attempt: 2 });
});

describe('attempts', () => {
  it('keeps each with its own code, context, output, times and steps', async () => {
    const project = newProject();
    const step = { seq: 1, connector: 'http', status: 'failed', input: { n: 1e2 } };
    await send(project, { ...FAILED, steps: [step] });
    const { id, code_sha256: before } = await onlyRow(project);
    await ask(project, { contextText: '{"b":2}' });
    const [first, second, ...none] = await readAttempts(project, id);
    expect(none).toEqual([]);
    expect(first).toMatchObject({
      ...{ attempt: 1, isLast: false, status: 'failed', durationMs: 12, requestedBy: null },
      ...{ validationMessage: 'no stock', raisedAction: 'check', contextBytes: 7 },
      codeSha256: before.toString('hex'),
    });
    expect(second).toMatchObject({
      ...{ attempt: 2, isLast: true, status: 'pending', durationMs: null, requestedBy: 'ana' },
      ...{ executor: 'sandbox', validationMessage: null, outputBytes: null },
    });
    const text = (attempt: string, part: string) => readAttemptText(project, id, { attempt, part });
    expect(await text('1', 'context')).toBe('{"a":1}');
    expect(await text('2', 'context')).toBe('{"b":2}');
    expect(await text('1', 'output')).toBe('{"stdout":"one\\n","python":"3.9.1"}');
    expect(JSON.parse(await text('1', 'steps'))).toMatchObject([step]);
    expect(await readCode(project, id, 1)).toMatchObject({ code: 'print(1)' });
    expect(await readContext(project, id, 1)).toMatchObject({ text: '{"a":1}' });
    expect(await readContext(project, id, 2)).toMatchObject({ text: '{"b":2}' });
    expect(await readRecording(project, id, 1)).toBe('{"stdout":"one\\n","python":"3.9.1"}');
    await expect(readRecording(project, id, 2)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readCode(project, id, 3)).rejects.toMatchObject({ code: 'not_found' });
    expect([first?.hasSteps, second?.hasSteps]).toEqual([true, false]);
    for (const [attempt, part] of [
      ...[
        ['2', 'steps'] as const,
        ['2', 'output'] as const,
        ['3', 'context'] as const,
        ['1', 'code'] as const,
      ],
      ...[['x', 'context'] as const],
    ]) {
      await expect(text(attempt, part)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect(await onlyRow(project)).toMatchObject({ step_count: 0 });
  });

  it('shows what a producer sent as a retry beside them', async () => {
    const project = newProject();
    await send(project, FAILED);
    const retry = { ...FAILED, id: 'run-2', attempt: 2, retry_of: 'run', status: 'success' };
    await send(project, { ...retry, created_at: '2026-11-20T09:10:00Z' });
    const [first, second] = await rowsOf(project);
    for (const { id } of [first, second]) {
      const attempts = await readAttempts(project, id);
      expect(attempts.map((one) => [one.executionId, one.attempt, one.status])).toEqual([
        [first.id, 1, 'failed'],
        [second.id, 2, 'success'],
      ]);
    }
    await expect(readAttempts(newProject(), first.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are read by their number, also where each was sent as an execution of its own', async () => {
    const project = newProject();
    const attempts = [1, 2, 3].map((attempt) => ({
      ...{ ...FAILED, attempt, code: `print(${attempt})` },
      ...{ context: { attempt }, status: attempt === 3 ? 'success' : 'failed' },
    }));
    for (const one of attempts) await send(project, one);
    const ids = (await rowsOf(project)).map(({ id }) => id);
    // All were sent with one time, so the order of their ids says nothing.
    expect(await readCode(project, 'run')).toMatchObject({ code: 'print(3)' });
    for (const name of ['run', ...ids]) {
      const listed = await readAttempts(project, await resolveExecutionId(project, name));
      expect(listed.map(({ isLast }) => isLast)).toEqual([false, false, true]);
      for (const attempt of [1, 2, 3]) {
        expect((await readCode(project, name, attempt)).code).toBe(`print(${attempt})`);
        expect((await readContext(project, name, attempt)).text).toBe(`{"attempt":${attempt}}`);
      }
      await expect(readCode(project, name, 4)).rejects.toMatchObject({ code: 'not_found' });
    }
    const outcome = await retryExecution(project, await resolveExecutionId(project, 'run'), WISH);
    expect(codesOf(outcome)).toContain('not_failed');
  });
});
