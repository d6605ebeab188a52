import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { metadataJson } from '@/lib/contract/execution-json';
import { getMetadata } from '@/lib/db/executions/get-metadata';
import { STATUS_CODE } from '@/lib/domain/status';
import { LEAST, NOW, UNDATED, withIngest } from '@/lib/testing/with-ingest';

const { childrenOf, newProject, onlyRow, rowsOf, send, sendBody } = withIngest();

describe('identity', () => {
  it('meets the same execution again, whatever the order of its members', async () => {
    const project = newProject();
    const first = await send(project, { id: 'x', ...LEAST, context: { a: 1 } });
    const second = await send(project, { context: { a: 1 }, ...LEAST, id: 'x' });
    expect(second).toMatchObject({ accepted: 0, duplicates: 1, ids: first.ids });
  });

  it('is what created_at is shown as, below a millisecond too', async () => {
    const project = newProject();
    const sent = LEAST.created_at.replace('Z', '456Z');
    const begun = { ...LEAST, id: 'fine', status: 'running', created_at: sent };
    const untimed = [1, 2, 3].map((n) => ({ ...UNDATED, id: `untimed ${n}`, status: 'running' }));
    const { ids } = await send(project, begun, ...untimed);
    const shown = await Promise.all(
      ids.map(async (id) => JSON.parse(metadataJson(await getMetadata(project, id ?? '')))),
    );
    expect(shown[0].created_at).toBe(sent);
    const ended = shown.map(({ external_id, created_at }) => ({
      ...{ ...UNDATED, id: external_id, created_at, status: 'success' },
    }));
    expect((await send(project, ...ended)).ids).toEqual(ids);
  });

  it('keeps projects apart', async () => {
    const [a, b] = [newProject(), newProject()];
    const [first, second] = [
      await send(a, { ...LEAST, id: 'x' }),
      await send(b, { ...LEAST, id: 'x', event: 'OTHER' }),
    ];
    expect([first.accepted, second.accepted]).toEqual([1, 1]);
    expect(first.ids[0]).not.toBe(second.ids[0]);
    expect(await onlyRow(a)).toMatchObject({ event: 'UPDATE' });
    expect(await onlyRow(b)).toMatchObject({ event: 'OTHER' });
  });

  it('finds an execution by the external id alone when created_at is left out', async () => {
    const project = newProject();
    const first = await send(project, { ...LEAST, id: 'x', status: 'running' });
    const second = await send(
      project,
      { ...UNDATED, id: 'x' },
      { ...UNDATED, id: 'y' },
      { ...UNDATED, id: 'y' },
    );
    expect(second).toMatchObject({ accepted: 2, duplicates: 1 });
    expect(second.ids[0]).toBe(first.ids[0]);
    expect(second.ids[1]).toBe(second.ids[2]);
    expect((await rowsOf(project)).map((row) => row.created_at)).toEqual([
      new Date(LEAST.created_at),
      NOW,
    ]);
  });

  it('joins running and success that are sent without created_at, one after the other', async () => {
    const project = newProject();
    const minute = (n: number) => new Date(NOW.getTime() + n * 60_000);
    const message = (status: string) => JSON.stringify({ ...UNDATED, id: 'x', status });
    const begun = await sendBody(project, message('running'), NOW);
    const ended = await sendBody(project, message('success'), minute(1));
    const again = await sendBody(project, message('success'), minute(2));
    const late = await sendBody(project, message('running'), minute(3));
    expect([begun, ended, again, late].map(({ accepted }) => accepted)).toEqual([1, 1, 0, 0]);
    expect(new Set([begun, ended, again, late].map(({ ids }) => ids[0])).size).toBe(1);
    expect(await onlyRow(project)).toMatchObject({ status: STATUS_CODE.success, created_at: NOW });
  });

  it('takes the newest of several with the external id and attempt', async () => {
    const project = newProject();
    const day = (n: number) => new Date(NOW.getTime() - n * 86_400_000).toISOString();
    const sent = await send(
      project,
      ...[3, 1, 2].map((n) => ({ ...UNDATED, id: 'x', status: 'running', created_at: day(n) })),
      { ...UNDATED, id: 'x', status: 'running', attempt: 2, created_at: day(4) },
    );
    const ended = await send(
      project,
      { ...UNDATED, id: 'x', status: 'success' },
      { ...UNDATED, id: 'x', status: 'success', attempt: 2 },
    );
    expect(ended.ids).toEqual([sent.ids[1], sent.ids[3]]);
  });

  it('joins nothing to what is older than the retention', async () => {
    const project = newProject();
    const first = await send(project, { ...LEAST, id: 'x', status: 'running' });
    const later = new Date(NOW.getTime() + 30 * 86_400_000);
    const second = await sendBody(project, JSON.stringify({ ...UNDATED, id: 'x' }), later);
    expect(second).toMatchObject({ accepted: 1 });
    expect(second.ids[0]).not.toBe(first.ids[0]);
  });

  it('joins nothing of another project', async () => {
    const [a, b] = [newProject(), newProject()];
    const first = await send(a, { ...LEAST, id: 'x', status: 'running' });
    const second = await send(b, { ...UNDATED, id: 'x' });
    expect(second).toMatchObject({ accepted: 1 });
    expect(second.ids[0]).not.toBe(first.ids[0]);
    expect(await onlyRow(a)).toMatchObject({ status: STATUS_CODE.running });
  });

  it('stores one of each when many claim hundreds of external ids at once, in any order', async () => {
    const project = newProject();
    const items = Array.from({ length: 150 }, (_, i) => ({ ...UNDATED, id: `item ${i}` }));
    const sendings = Array.from({ length: 6 }, (_, i) => {
      const turned = [...items.slice(i * 20), ...items.slice(0, i * 20)];
      return i % 2 ? turned : turned.toReversed().slice(0, 40);
    });
    const reports = await Promise.all(sendings.map((sending) => send(project, ...sending)));
    expect(reports.flatMap(({ rejected }) => rejected)).toEqual([]);
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBe(150);
    expect(await rowsOf(project)).toHaveLength(150);
  });

  it('stores one when many claim the same external id at once', async () => {
    const project = newProject();
    const reports = await Promise.all(
      Array.from({ length: 8 }, () =>
        send(project, { ...UNDATED, id: 'x' }, { ...UNDATED, id: 'y' }),
      ),
    );
    expect(reports.reduce((sum, report) => sum + report.accepted, 0)).toBe(2);
    expect(await rowsOf(project)).toHaveLength(2);
  });

  it('links a second attempt and a retry to where they come from', async () => {
    const project = newProject();
    const report = await send(
      project,
      { ...LEAST, id: 'a' },
      { ...LEAST, id: 'a', attempt: 2, status: 'success' },
      { ...LEAST, id: 'b', retry_of: 'a' },
      { ...LEAST, id: 'c', retry_of: 'nobody' },
    );
    const [first, second] = report.ids;
    const rows = await rowsOf(project);
    const link = (id: string | null | undefined) => {
      const row = rows.find((candidate) => candidate.id === id);
      return [row.retry_of, row.retry_root];
    };
    expect(new Set(report.ids).size).toBe(4);
    expect(report.ids.slice(0, 2).map(link)).toEqual([
      [null, null],
      [first, first],
    ]);
    expect(link(report.ids[2])).toEqual([second, first]);
    expect(link(report.ids[3])).toEqual([null, null]);
    expect(report.altered).toMatchObject([
      { index: 3, alterations: [{ code: 'unknown_reference' }] },
    ]);
  });
});

describe('the same items sent again', () => {
  it('are stored once, however they are sent', async () => {
    const items = Array.from({ length: 60 }, (_, i) => ({
      ...LEAST,
      id: `item ${i}`,
      created_at: new Date(NOW.getTime() - (i % 3) * 80_000_000).toISOString(),
      actions: [`a${i % 4}`],
      code: `code ${i % 5}`,
      entries: [{ message: `${i}` }],
    }));
    const expected = items.map(({ id }) => id).toSorted();
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.shuffledSubarray(items, { minLength: 60 }), fc.integer({ min: 1, max: 60 })),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        async (sendings) => {
          const project = newProject();
          const parts = sendings.flatMap(([order, cut]) => [order.slice(0, cut), order.slice(cut)]);
          const reports = await Promise.all(parts.map((part) => send(project, ...part)));
          const rows = await rowsOf(project);
          expect(rows.map(({ external_id }) => external_id).toSorted()).toEqual(expected);
          const count = (pick: (report: (typeof reports)[number]) => number) =>
            reports.reduce((sum, report) => sum + pick(report), 0);
          expect(count((report) => report.accepted)).toBe(60);
          expect(count((report) => report.duplicates)).toBe(60 * (sendings.length - 1));
          expect(count((report) => report.rejected.length)).toBe(0);
          expect(await childrenOf(project, 'execution_entries')).toHaveLength(60);
        },
      ),
      { numRuns: 8 },
    );
  });

  it('end in the last stage with what every stage brought, in whatever order they race', async () => {
    const stages = ['queued', 'running', 'success'].map((status, n) => ({
      ...LEAST,
      id: 'x',
      status,
      attributes: { [status]: n },
      entries: [{ seq: n + 1, message: status }],
    }));
    for (let round = 0; round < 9; round += 1) {
      const project = newProject();
      const turned = stages.map((_, i) => stages[(i + round) % 3] ?? {});
      const reports = await Promise.all([...turned, ...turned].map((item) => send(project, item)));
      expect(reports.flatMap(({ rejected }) => rejected)).toEqual([]);
      const row = await onlyRow(project);
      expect(row.status).toBe(STATUS_CODE.success);
      expect(row.attributes).toEqual({ queued: 0, running: 1, success: 2 });
      expect(await childrenOf(project, 'execution_entries')).toHaveLength(3);
    }
  });

  it('are accepted exactly once when they race', async () => {
    const project = newProject();
    const reports = await Promise.all(
      Array.from({ length: 10 }, (_, i) => send(project, { ...LEAST, id: 'x', n: i })),
    );
    expect(reports.filter(({ accepted }) => accepted === 1)).toHaveLength(1);
    expect(reports.filter(({ rejected }) => rejected[0]?.code === 'conflict')).toHaveLength(9);
  });
});
