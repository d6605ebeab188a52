import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { enqueueRun } from '@/lib/db/runs/enqueue-run';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE, STATUSES, stageOf } from '@/lib/domain/status';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';

const { childrenOf, newProject, onlyRow, rowsOf, send } = withIngest();

describe('several messages about one execution', () => {
  const running = {
    ...LEAST,
    id: 'x',
    status: 'running',
    request_id: 'req-77',
    context: { a: 1 },
    attributes: { one: 1, two: 1 },
    entries: [{ message: 'begun' }],
    steps: [{ seq: 1, name: 'Read', status: 'running' }],
  };
  const ended = {
    ...LEAST,
    id: 'x',
    status: 'success',
    duration_ms: 5,
    output: 1,
    attributes: { two: 2 },
    entries: [{ seq: 2, message: 'done' }],
    steps: [{ seq: 1, status: 'success', duration_ms: 4 }],
  };
  const merged = {
    status: STATUS_CODE.success,
    duration_ms: 5,
    request_id: 'req-77',
    context_text: '{"a":1}',
    output_text: '1',
    attributes: { one: 1, two: 2 },
    search: ' req-77 part update x',
  };

  async function expectMerged(project: ProjectId) {
    expect(await onlyRow(project)).toMatchObject(merged);
    const entries = await childrenOf(project, 'execution_entries');
    expect(entries.map(({ seq, message }) => [seq, message])).toEqual([
      [1, 'begun'],
      [2, 'done'],
    ]);
    expect(await childrenOf(project, 'execution_steps')).toMatchObject([
      { name: 'Read', status: STATUS_CODE.success, duration_ms: 4 },
    ]);
  }

  it('merge when the later one comes later', async () => {
    const project = newProject();
    expect(await send(project, running)).toMatchObject({ accepted: 1 });
    expect(await send(project, ended)).toMatchObject({ accepted: 1 });
    await expectMerged(project);
    expect((await onlyRow(project)).prev_status).toBe(STATUS_CODE.running);
    expect(await send(project, ended, running)).toMatchObject({ accepted: 0, duplicates: 2 });
    await expectMerged(project);
  });

  it('merge in one request, in either order', async () => {
    for (const items of [
      [running, ended],
      [ended, running],
    ]) {
      const project = newProject();
      expect(await send(project, ...items)).toMatchObject({ accepted: 2 });
      await expectMerged(project);
    }
  });

  it('merge when the earlier one comes late: it only fills what is open', async () => {
    const project = newProject();
    await send(project, ended);
    expect(await send(project, running)).toMatchObject({ accepted: 0, duplicates: 1 });
    const row = await onlyRow(project);
    expect(row).toMatchObject(merged);
    const steps = await childrenOf(project, 'execution_steps');
    expect(steps).toMatchObject([{ status: STATUS_CODE.success, duration_ms: 4 }]);
  });

  it('conflict when both are the end', async () => {
    const project = newProject();
    const report = await send(project, ended);
    const second = await send(project, { ...ended, duration_ms: 6 }, { ...ended, id: 'other' });
    expect(second.rejected).toMatchObject([{ index: 0, code: 'conflict' }]);
    expect(second.rejected[0]?.message).toContain('attempt');
    expect(second.ids).toEqual([null, expect.any(String)]);
    expect((await rowsOf(project)).find((row) => row.id === report.ids[0]).duration_ms).toBe(5);
  });

  it('go by the stages of all statuses', async () => {
    for (const before of STATUSES) {
      const project = newProject();
      const ids = STATUSES.map((status) => ({
        ...LEAST,
        id: `to ${status}`,
        status: before,
        n: 1,
      }));
      await send(project, ...ids);
      const report = await send(
        project,
        ...STATUSES.map((status) => ({ ...LEAST, id: `to ${status}`, status, n: 2 })),
      );
      for (const [index, after] of STATUSES.entries()) {
        const [from, to] = [stageOf(before), stageOf(after)];
        const conflict = from === 2 && to === 2;
        expect(report.rejected.some((item) => item.index === index)).toBe(conflict);
        const row = (await rowsOf(project)).find(
          ({ external_id }) => external_id === `to ${after}`,
        );
        expect(row.status).toBe(STATUS_CODE[to >= from && !conflict ? after : before]);
      }
    }
  });
});

describe('a message that says of itself that it is newer than the end', () => {
  const ended = {
    ...LEAST,
    id: 'x',
    status: 'success',
    started_at: '2026-11-20T09:00:01Z',
    finished_at: '2026-11-20T09:00:02Z',
  };
  const again = { ...LEAST, id: 'x', status: 'running', started_at: '2026-11-20T09:00:03Z' };

  it('is refused by name, and changes nothing', async () => {
    const project = newProject();
    await send(project, ended);
    const before = await onlyRow(project);
    const report = await send(project, { ...again, request_id: 'r', entries: [{ message: 'm' }] });
    expect(report).toMatchObject({ accepted: 0, duplicates: 0, ids: [null] });
    expect(report.rejected).toMatchObject([{ index: 0, code: 'illegal_transition' }]);
    expect(report.rejected[0]?.message).toContain('from success to running');
    expect(await onlyRow(project)).toEqual(before);
    expect(await childrenOf(project, 'execution_entries')).toEqual([]);
  });

  it('is known by the duration as well, and is no late one only then', async () => {
    const project = newProject();
    const { finished_at: _, ...open } = ended;
    await send(project, { ...open, duration_ms: 1500 });
    const late = { ...again, started_at: '2026-11-20T09:00:02.400Z' };
    expect(await send(project, late)).toMatchObject({ duplicates: 1, rejected: [] });
    expect((await send(project, again)).rejected).toMatchObject([{ code: 'illegal_transition' }]);
    expect((await send(project, { ...LEAST, id: 'x', status: 'paused' })).rejected).toEqual([]);
  });
});

describe('messages about an attempt that another one has followed', () => {
  const first = { ...LEAST, id: 'x', request_id: 'r-1', entries: [{ seq: 1, message: 'one' }] };

  it('change nothing but add entries that were missing', async () => {
    const project = newProject();
    await send(project, first);
    const { id } = await onlyRow(project);
    await enqueueRun(project, id, { fromAttempt: 1, requestedBy: 'Ana', idempotencyKey: null });
    const before = await onlyRow(project);
    expect(await send(project, first)).toMatchObject({ duplicates: 1, rejected: [] });
    const other = { ...first, environment: 'e', entries: [{ seq: 2, message: 'two' }] };
    expect(await send(project, other)).toMatchObject({ duplicates: 1, rejected: [] });
    expect(await send(project, { ...first, status: 'running' })).toMatchObject({ duplicates: 1 });
    expect(await onlyRow(project)).toEqual({ ...before, warning_count: 0, error_count: 0 });
    const entries = await childrenOf(project, 'execution_entries');
    expect(entries.map(({ message }) => message)).toEqual(['one', 'two']);
  });

  it('are another execution unless the attempt was handed to another system', async () => {
    for (const executor of ['sandbox', 'webhook']) {
      const project = newProject();
      await pool().query(
        `INSERT INTO runlens.action_runners (project_id, action_key, executor) VALUES ($1, '', $2)`,
        [project, executor],
      );
      await send(project, first);
      const { id } = await onlyRow(project);
      await enqueueRun(project, id, { fromAttempt: 1, requestedBy: 'Ana', idempotencyKey: null });
      const { request_id: _, ...report } = { ...first, attempt: 2 };
      // By the producer's id, and by the one that the other system was told.
      const reports = [
        await send(project, { ...report, status: 'running' }),
        await send(project, { ...report, id, status: 'success' }),
      ];
      for (const { accepted, ids } of reports) {
        expect(accepted).toBe(1);
        expect(ids[0] === id).toBe(executor === 'webhook');
      }
      const rows = await rowsOf(project);
      const [row] = rows.filter((each) => each.id === id);
      const status = executor === 'webhook' ? 'success' : 'pending';
      expect(row).toMatchObject({ external_id: 'x', attempt: 2, status: STATUS_CODE[status] });
      expect(rows).toHaveLength(executor === 'webhook' ? 1 : 3);
    }
  });
});
