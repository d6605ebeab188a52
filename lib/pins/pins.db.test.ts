import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { dropDaysBefore } from '@/lib/db/partitions/drop-days-before';
import { AppError } from '@/lib/domain/app-error';
import { timeOfId } from '@/lib/domain/execution-id';
import { MAX_PINNED_CASES } from '@/lib/domain/limits';
import type { ProjectId } from '@/lib/domain/project';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { getCase } from './get-case';
import { getLastCode } from './get-last-code';
import { isPinned } from './is-pinned';
import { listPinnedCases } from './list-pinned-cases';
import { pinExecution } from './pin-execution';
import { readCases } from './read-cases';
import { renameCase } from './rename-case';
import { unpinCase } from './unpin-case';

const { newProject, send, sendBody } = withIngest();

const OUTPUT = { stdout: '1\n', exit_code: 1, outcome: 'rejected', python: '3.11.2' };
const RUN = {
  ...{ ...LEAST, id: 'x', actions: ['check', 'ship'], raised_action: 'ship', code: 'print(1)\n' },
  ...{ target_record_id: '34', validation_message: 'No revision', output: OUTPUT },
};

async function oneRun(more: object = {}) {
  const project = newProject();
  const { ids } = await send(project, { ...RUN, ...more });
  return { project, id: ids[0] ?? '' };
}

async function refusal(run: Promise<unknown>): Promise<AppError> {
  const error = await run.catch((thrown: unknown) => thrown);
  if (error instanceof AppError) return error;
  throw new Error(`it was taken: ${JSON.stringify(error)}`);
}

describe('a case', () => {
  it('is an execution of the action that raised, named after what it ran on', async () => {
    const { project, id } = await oneRun();
    expect(await pinExecution(project, id, 'ana')).toEqual({ actionKey: 'ship' });
    expect(await listPinnedCases(project, 'ship')).toEqual([
      {
        ...{ executionId: id, name: 'UPDATE PART 34', pinnedBy: 'ana', status: 'failed' },
        ...{ outcome: 'rejected', message: 'No revision', pinnedAt: expect.any(Date) },
        codeSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(await listPinnedCases(project, 'check')).toEqual([]);
    const execution = { id, raisedAction: 'ship', actionKeys: ['check', 'ship'] };
    expect(await isPinned(project, execution)).toBe(true);
    expect(await isPinned(newProject(), execution)).toBe(false);
  });

  it('of the first action where none raised, or one that is not among them', async () => {
    for (const raised_action of [null, 'elsewhere']) {
      const { project, id } = await oneRun({ raised_action });
      expect(await pinExecution(project, id, 'ana')).toEqual({ actionKey: 'check' });
    }
  });

  it('keeps context and recording as they were sent, also when its day is gone', async () => {
    const project = newProject();
    const text = JSON.stringify({ ...RUN, created_at: '2026-10-25T09:00:00Z' }).replace(
      /}$/,
      ',"context":{"n":1.0,"big":12345678901234567890,"n":2}}',
    );
    const [id = ''] = (await sendBody(project, text)).ids;
    await pinExecution(project, id ?? '', 'ana');
    await dropDaysBefore(timeOfId(id ?? '') + 86_400_000);
    expect(await getCase(project, 'ship', id ?? '')).toMatchObject({
      code: 'print(1)\n',
      contextText: '{"n":1.0,"big":12345678901234567890,"n":2}',
      outputText: JSON.stringify(OUTPUT),
      ...{ event: 'UPDATE', target: 'PART', targetRecordId: '34' },
    });
    expect(await readCases(project, 'ship')).toHaveLength(1);
  });

  it('stays as it is when it is pinned again', async () => {
    const { project, id } = await oneRun();
    await pinExecution(project, id, 'ana');
    await renameCase(project, 'ship', id, 'no revision');
    await Promise.all([pinExecution(project, id, 'wei'), pinExecution(project, id, 'zoe')]);
    expect(await listPinnedCases(project, 'ship')).toMatchObject([
      { name: 'no revision', pinnedBy: 'ana' },
    ]);
  });

  it('is renamed and forgotten, in its own project only', async () => {
    const { project, id } = await oneRun();
    await pinExecution(project, id, 'ana');
    const other = newProject();
    const renamed = await refusal(renameCase(other, 'ship', id, 'mine'));
    expect(renamed).toMatchObject({ code: 'not_found' });
    await unpinCase(other, 'ship', id);
    expect(await refusal(getCase(other, 'ship', id))).toMatchObject({ code: 'not_found' });
    expect(await listPinnedCases(project, 'ship')).toMatchObject([{ name: 'UPDATE PART 34' }]);
    await unpinCase(project, 'ship', id);
    await unpinCase(project, 'ship', id);
    expect(await listPinnedCases(project, 'ship')).toEqual([]);
    expect(await refusal(readCases(project, 'ship'))).toMatchObject({ code: 'not_found' });
    expect(await refusal(getCase(project, 'ship', 'x'))).toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['code', { code: undefined }, /^Not recorded/],
    ['output', { output: undefined }, /^Not recorded/],
    ['anything to compare with', { output: { python: '3.11.2' } }, /^Not recorded/],
    ['action', { actions: [] }, /names no action/],
  ])('cannot be one without %s', async (_what, more, why) => {
    const { project, id } = await oneRun(more);
    const error = await refusal(pinExecution(project, id, 'ana'));
    expect(error).toMatchObject({ code: 'conflict', message: expect.stringMatching(why) });
  });

  it('has to be there', async () => {
    const { id } = await oneRun();
    const error = await refusal(pinExecution(newProject(), id, 'ana'));
    expect(error).toMatchObject({ code: 'not_found' });
  });
});

describe('the cases of an action', () => {
  const pinMany = (project: ProjectId, ids: readonly (string | null)[]) =>
    Promise.allSettled(ids.map((id) => pinExecution(project, id ?? '', 'ana')));

  it('give the code of the last one, also when no execution is kept', async () => {
    const project = newProject();
    expect(await refusal(getLastCode(project, 'ship'))).toMatchObject({ code: 'not_found' });
    const created_at = '2026-10-25T09:00:00Z';
    const { ids } = await send(
      project,
      { ...RUN, created_at },
      { ...RUN, created_at, id: 'y', code: 'print(2)\n' },
    );
    for (const id of ids) await pinExecution(project, id ?? '', 'ana');
    await dropDaysBefore(timeOfId(ids[0] ?? '') + 86_400_000);
    expect(await getLastCode(project, 'ship')).toBe('print(2)\n');
    expect(await refusal(getLastCode(newProject(), 'ship'))).toMatchObject({ code: 'not_found' });
  });

  it('are as many as there is room for, also when several are pinned at once', async () => {
    const project = newProject();
    const items = Array.from({ length: MAX_PINNED_CASES + 4 }, (_, n) => ({ ...RUN, id: `m${n}` }));
    const { ids } = await send(project, ...items);
    await pinMany(project, ids.slice(0, MAX_PINNED_CASES - 1));
    const results = await pinMany(project, ids.slice(MAX_PINNED_CASES - 1));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await listPinnedCases(project, 'ship')).toHaveLength(MAX_PINNED_CASES);
  });

  it('do not fit into a file without end', async () => {
    const { project, id } = await oneRun();
    await pinExecution(project, id, 'ana');
    await pool().query(
      `UPDATE runlens.pinned_cases SET context_text = repeat('x', 68000000) WHERE project_id = $1`,
      [project],
    );
    expect(await refusal(readCases(project, 'ship'))).toMatchObject({ code: 'too_large' });
  });
});
