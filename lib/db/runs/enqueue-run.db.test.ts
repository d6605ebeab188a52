import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE } from '@/lib/domain/status';
import { countedStatuses } from '@/lib/testing/counted-statuses';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { enqueueRun } from './enqueue-run';

const { newProject, onlyRow, send, childrenOf } = withIngest();

const FAILED = {
  ...LEAST,
  id: 'run-1',
  actions: [{ key: 'check_part', name: 'Check part' }],
  raised_action: 'check_part',
  validation_message: 'Part 34 has no revision',
  duration_ms: 12.5,
  code: 'raise ValidationError("no revision")',
  context: { part: { id: 34 } },
  output: { stdout: '1', exit_code: 1 },
  steps: [{ seq: 1, name: 'Read part', status: 'success', input: { a: 1 } }],
  entries: [
    { seq: 3, level: 'warning', message: 'slow' },
    { seq: 7, level: 'error', message: 'no revision' },
  ],
};
const ASKED = { fromAttempt: 1, requestedBy: 'Ana', idempotencyKey: null };

async function failed(): Promise<{ project: ProjectId; id: string }> {
  const project = newProject();
  await send(project, FAILED);
  return { project, id: (await onlyRow(project)).id };
}

async function rows(table: string, project: ProjectId) {
  const found = await pool().query(
    `SELECT * FROM runlens.${table} WHERE project_id = $1 ORDER BY attempt`,
    [project],
  );
  return found.rows;
}

async function throttle(project: ProjectId): Promise<void> {
  await pool().query(
    `INSERT INTO runlens.action_runners (project_id, action_key, executor, throttle, allowed_ms, recovery)
     VALUES ($1, 'check_part', 'webhook', true, 5000, 'fail')`,
    [project],
  );
}

describe('enqueueRun', () => {
  it('archives what the attempt was and makes room for the next', async () => {
    const { project, id } = await failed();
    expect(await enqueueRun(project, id, ASKED)).toEqual({
      kind: 'enqueued',
      attempt: 2,
      status: 'pending',
      executor: 'sandbox',
    });
    const [first, second] = await rows('execution_attempts', project);
    expect(first).toMatchObject({
      attempt: 1,
      status: STATUS_CODE.failed,
      duration_ms: 12.5,
      raised_action: 'check_part',
      validation_message: 'Part 34 has no revision',
      context_text: '{"part":{"id":34}}',
      output_text: '{"stdout":"1","exit_code":1}',
      warning_count: 1,
      error_count: 1,
      last_entry_seq: 7,
      archived_at: expect.any(Date),
    });
    expect(JSON.parse(first.steps_json)).toMatchObject([
      { name: 'Read part', input_text: '{"a":1}' },
    ]);
    expect(second).toMatchObject({
      attempt: 2,
      requested_by: 'Ana',
      archived_at: null,
      status: null,
    });
    const row = await onlyRow(project);
    expect(row).toMatchObject({
      id,
      attempt: 2,
      status: STATUS_CODE.pending,
      validation_message: null,
      message: null,
      raised_action: null,
      duration_ms: null,
      error_group: null,
      output_text: null,
      has_output: false,
      warning_count: 0,
      error_count: 0,
      context_text: '{"part":{"id":34}}',
    });
    expect(row.code_sha256).toEqual(first.code_sha256);
    expect(row.search).not.toContain('revision');
    expect(await childrenOf(project, 'execution_steps')).toEqual([]);
    expect(await childrenOf(project, 'execution_entries')).toHaveLength(2);
    expect(await countedStatuses(project)).toEqual({ pending: 1 });
    const feed = await pool().query('SELECT is_new FROM runlens.feed WHERE project_id = $1', [
      project,
    ]);
    expect(feed.rows.map(({ is_new }) => is_new)).toEqual([true, false]);
  });

  it('takes the settings of the action, and another context', async () => {
    const { project, id } = await failed();
    await throttle(project);
    const context = { text: '{"part":1.0}', bytes: 12, searchable: true };
    expect(await enqueueRun(project, id, { ...ASKED, context })).toMatchObject({
      status: 'queued',
      executor: 'webhook',
    });
    expect(await rows('runs', project)).toMatchObject([
      {
        state: 'queued',
        executor: 'webhook',
        allowed_ms: 5000,
        recovery: 'fail',
        action_key: 'check_part',
      },
    ]);
    expect(await onlyRow(project)).toMatchObject({
      status: STATUS_CODE.queued,
      context_text: '{"part":1.0}',
      context_bytes: 12,
    });
  });

  it('gives one run to many who ask at once', async () => {
    const { project, id } = await failed();
    const outcomes = await Promise.all(
      Array.from({ length: 12 }, () => enqueueRun(project, id, ASKED)),
    );
    const kinds = outcomes.map(({ kind }) => kind).sort();
    expect(kinds).toEqual(['enqueued', ...Array.from({ length: 11 }, () => 'running')]);
    expect(await rows('runs', project)).toHaveLength(1);
    expect(await rows('execution_attempts', project)).toHaveLength(2);
  });

  it('knows a wish that it has heard before', async () => {
    const { project, id } = await failed();
    const wish = { ...ASKED, idempotencyKey: 'k1' };
    expect(await enqueueRun(project, id, wish)).toMatchObject({ kind: 'enqueued', attempt: 2 });
    expect(await enqueueRun(project, id, wish)).toEqual({ kind: 'repeated', attempt: 2 });
    expect(await enqueueRun(project, id, { ...ASKED, idempotencyKey: 'k2' })).toEqual({
      kind: 'running',
    });
  });

  it('changes nothing of what has not failed, is at another attempt, or is not there', async () => {
    const project = newProject();
    await send(project, { ...FAILED, status: 'success' });
    const row = await onlyRow(project);
    expect(await enqueueRun(project, row.id, ASKED)).toEqual({ kind: 'changed' });
    const other = await failed();
    expect(await enqueueRun(other.project, other.id, { ...ASKED, fromAttempt: 2 })).toEqual({
      kind: 'changed',
    });
    expect(await enqueueRun(other.project, row.id, ASKED)).toEqual({ kind: 'gone' });
    await pool().query(
      `INSERT INTO runlens.action_runners (project_id, action_key, executor) VALUES ($1, '', 'off')`,
      [other.project],
    );
    expect(await enqueueRun(other.project, other.id, ASKED)).toEqual({ kind: 'changed' });
    expect(await onlyRow(project)).toEqual(row);
    expect(await rows('runs', other.project)).toEqual([]);
    expect(await rows('execution_attempts', other.project)).toEqual([]);
  });
});
