import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ingestReportSchema } from '@/lib/contract/ingest-report';
import { disconnect, pool } from '@/lib/db/client';
import type { ProjectId } from '@/lib/domain/project';
import { STATUS_CODE, STATUSES, stageOf } from '@/lib/domain/status';
import { createTestDatabase, type TestDatabase } from '@/lib/testing/test-database';
import { ingestExecutions } from './ingest-executions';

const now = new Date('2026-11-20T10:00:00.500Z');
const at = '2026-11-20T09:00:00.123Z';
const base = { created_at: at, event: 'UPDATE', target: 'PART', status: 'failed' };
let database: TestDatabase;
let lastProject = 0;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(async () => {
  await disconnect();
  await database.drop();
});

/** A project that no other test writes to. */
function newProject(): ProjectId {
  lastProject += 1;
  return lastProject as ProjectId;
}

async function sendText(project: ProjectId, body: string | Uint8Array<ArrayBuffer>, clock = now) {
  const report = await ingestExecutions(
    project,
    new Blob([body]).stream(),
    { contentEncoding: null, contentLength: null },
    { now: clock, retentionDays: 30 },
  );
  return ingestReportSchema.parse(report);
}

function send(project: ProjectId, ...items: object[]) {
  return sendText(project, items.map((item) => JSON.stringify(item)).join('\n'));
}

async function rowsOf(project: ProjectId) {
  const { rows } = await pool().query(
    `SELECT e.*, p.context_text, p.context, p.context_bytes, p.output_text, p.actions_text,
       p.trigger_text, p.attributes_text, p.attributes, p.alterations, p.validation_message AS message
     FROM runlens.executions e LEFT JOIN runlens.execution_payloads p
       ON p.project_id = e.project_id AND p.execution_id = e.id
     WHERE e.project_id = $1 ORDER BY e.external_id, e.id`,
    [project],
  );
  return rows;
}

async function onlyRow(project: ProjectId) {
  const rows = await rowsOf(project);
  expect(rows).toHaveLength(1);
  return rows[0];
}

async function childrenOf(project: ProjectId, table: 'execution_steps' | 'execution_entries') {
  const { rows } = await pool().query(
    `SELECT * FROM runlens.${table} WHERE project_id = $1 ORDER BY execution_id, seq`,
    [project],
  );
  return rows;
}

describe('a message', () => {
  it('is stored with everything that it holds', async () => {
    const project = newProject();
    const report = await send(project, {
      ...base,
      id: 'run_1',
      started_at: '2026-11-20T09:00:00.200Z',
      finished_at: '2026-11-20T10:00:00.612+01:00',
      target_record_id: 34,
      actions: [{ key: 'check_part', name: 'Check part' }, 'log_part'],
      raised_action: 'check_part',
      validation_message: 'Part 34 has no revision',
      request_id: '5F3C',
      triggered_by: 'ana@example.com',
      trigger: { kind: 'manual' },
      environment: 'production',
      language: 'python',
      code: 'print(1)\n',
      context: { part: { id: 34 } },
      output: { stdout: 'hi' },
      attributes: { connector_key: 'workday' },
      status_code: 200,
      steps: [{ name: 'Read', connector: 'http', status: 'skipped', duration_ms: 0.5, input: {} }],
      entries: [{ level: 'WARN', message: 'careful', data: { a: 1 }, worker_id: 'w1', attempt: 1 }],
    });
    expect(report).toMatchObject({
      accepted: 1,
      duplicates: 0,
      rejected: [],
      altered: [],
      read: 1,
    });
    const row = await onlyRow(project);
    const sourceJson = JSON.stringify('print(1)\n');
    expect(row).toMatchObject({
      id: report.ids[0],
      created_at: new Date(at),
      received_at: now,
      duration_ms: 412,
      status: STATUS_CODE.failed,
      prev_status: null,
      target_record_id: '34',
      action_keys: ['check_part', 'log_part'],
      attempt: 1,
      external_id: 'run_1',
      code_sha256: createHash('sha256').update(sourceJson).digest(),
      context: { part: { id: 34 } },
      context_bytes: 18,
      output_text: '{"stdout":"hi"}',
      trigger_text: '{"kind":"manual"}',
      attributes: { connector_key: 'workday', status_code: 200 },
      flags: [],
      search: ' 5f3c 34 part update run_1 check_part log_part part 34 has no revision',
    });
    expect(await childrenOf(project, 'execution_steps')).toMatchObject([
      { seq: 1, name: 'Read', status: 100, duration_ms: 0.5, input_text: '{}', output_text: null },
    ]);
    expect(await childrenOf(project, 'execution_entries')).toMatchObject([
      { seq: 1, level: 2, message: 'careful', data_text: '{"a":1}', worker_id: 'w1' },
    ]);
    const { rows } = await pool().query(
      'SELECT * FROM runlens.code_versions WHERE project_id = $1',
      [project],
    );
    expect(rows).toMatchObject([{ source_json: sourceJson, byte_length: 9 }]);
  });

  it.each(['digits 1.0 1e5 12345678901234567890 0.1 -0', 'blanks'])(
    'keeps its context to the byte: %s',
    async (kind) => {
      const context =
        kind === 'blanks'
          ? '{ "b" : [ 1.0,2.50 , 1e400, -0, 12345678901234567890123 ],\t"a":1,"a":2,"\\u00e9":"é\\/" }'
          : '{"z":1.0,"a":1E5,"n":12345678901234567890,"z":0.10,"__proto__":{"polluted":1}}';
      const project = newProject();
      const { event, target, status } = base;
      const item = `{"event":"${event}","target":"${target}","status":"${status}","context":${context}}`;
      expect(await sendText(project, item)).toMatchObject({ accepted: 1, altered: [] });
      const row = await onlyRow(project);
      expect(row.context_text).toBe(context);
      expect(row.context_bytes).toBe(Buffer.byteLength(context));
      expect(row.context).not.toBeNull();
      expect(Reflect.get({}, 'polluted')).toBeUndefined();
    },
  );

  it.each([
    ['NUL', '{"a":"\\u0000"}'],
    ['half a surrogate pair', '["\\ud800"]'],
    ['a number too long for jsonb', '{"n":1e131072}'],
    ['NaN', '{"n":NaN,"i":[-Infinity]}'],
    ['depth 100,000', `${'['.repeat(100_000)}${']'.repeat(100_000)}`],
    ['2 MB', `"${'x'.repeat(2_000_000)}"`],
  ])('keeps a context with %s as text and says that it is not searchable', async (_, context) => {
    const project = newProject();
    const item = `{"event":"E","target":"T","status":"success","context":${context}}`;
    const report = await sendText(project, item);
    expect(report.altered[0]?.alterations.map(({ code }) => code)).toEqual(['not_searchable']);
    const row = await onlyRow(project);
    expect(row).toMatchObject({ context: null, flags: ['not_searchable'] });
    expect(row.context_text === context).toBe(true);
  });

  it('keeps a context of 20 MB', async () => {
    const project = newProject();
    const context = JSON.stringify({
      rows: Array.from({ length: 400_000 }, (_, i) => `row ${i} é ${'x'.repeat(30)}`),
    });
    expect(Buffer.byteLength(context)).toBeGreaterThan(18_000_000);
    await sendText(project, `{"event":"E","target":"T","status":"success","context":${context}}`);
    const row = await onlyRow(project);
    expect(row.context_text === context).toBe(true);
  });

  it('takes NUL, broken characters and __proto__ everywhere', async () => {
    const project = newProject();
    const dirty = 'a\0b\ud800c';
    const report = await send(project, {
      ...base,
      id: dirty,
      event: dirty,
      target: dirty,
      target_record_id: dirty,
      actions: [{ key: dirty, name: dirty }],
      raised_action: dirty,
      validation_message: dirty,
      request_id: dirty,
      triggered_by: dirty,
      environment: dirty,
      language: dirty,
      code: dirty,
      trigger: { [dirty]: dirty },
      output: { stdout: dirty },
      attributes: { [dirty]: dirty, ['__proto__']: 1 },
      steps: [{ name: dirty, connector: dirty, input: dirty, error: dirty }],
      entries: [{ event: dirty, message: dirty, data: dirty, worker_id: dirty }],
      [`${dirty}2`]: dirty,
    });
    expect(report).toMatchObject({ accepted: 1, rejected: [] });
    const row = await onlyRow(project);
    expect(row).toMatchObject({ event: 'a␀b\ufffdc', external_id: 'a␀b\ufffdc', attributes: null });
    expect(row.flags.toSorted()).toEqual(['not_searchable', 'sanitized']);
    const { rows } = await pool().query(
      'SELECT source_json FROM runlens.code_versions WHERE project_id = $1',
      [project],
    );
    expect(JSON.parse(rows[0].source_json)).toBe(dirty);
    expect(await send(project, { ...base, id: dirty, event: 'x' })).toMatchObject({
      rejected: [{ code: 'conflict' }],
    });
  });

  it('keeps what it cannot place under attributes', async () => {
    const project = newProject();
    const report = await send(project, {
      ...base,
      extra: 1,
      both: 'outside',
      attributes: { both: 'inside' },
      steps: [{ seq: 2, name: 'ok', tries: 3 }, 'nope', { seq: 2, name: 'again' }, { name: {} }],
      entries: [{ level: 'loud', message: 'm' }, [1]],
    });
    expect(report.altered[0]?.alterations.map(({ path, code }) => [path, code])).toEqual([
      ['steps[1]', 'invalid_type'],
      ['steps[2].seq', 'duplicate_seq'],
      ['steps[3].name', 'invalid_type'],
      ['steps', 'unknown_key'],
      ['entries[0].level', 'unknown_level'],
      ['entries[1]', 'invalid_type'],
      ['both', 'key_conflict'],
    ]);
    const row = await onlyRow(project);
    expect(row.attributes).toEqual({
      both: 'inside',
      extra: 1,
      rejected_steps: ['nope', { seq: 2, name: 'again' }, { name: {} }],
      rejected_entries: [[1]],
      steps_extra: [{ seq: 2, tries: 3 }],
    });
    expect(row.alterations).toHaveLength(7);
  });

  it('is refused outside of the retention, and listed by its receipt when it is from the future', async () => {
    const project = newProject();
    const future = { ...base, id: 'f', created_at: '2027-11-20T10:00:00Z' };
    const old = { ...base, created_at: '2026-10-21T09:00:00Z' };
    const report = await send(project, old, future);
    expect(report).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, code: 'outside_retention' }],
    });
    expect(report.ids[1]?.slice(0, 13)).toBe(
      now
        .getTime()
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-'),
    );
    expect(await onlyRow(project)).toMatchObject({
      created_at: new Date(future.created_at),
      flags: ['future_timestamp'],
    });
    const later = new Date(now.getTime() + 90_000_000);
    const again = await sendText(project, JSON.stringify(future), later);
    expect(again).toMatchObject({ accepted: 0, duplicates: 1, ids: [report.ids[1]] });
  });
});

describe('identity', () => {
  it('meets the same execution again, whatever the order of its members', async () => {
    const project = newProject();
    const first = await send(project, { id: 'x', ...base, context: { a: 1 } });
    const second = await send(project, { context: { a: 1 }, ...base, id: 'x' });
    expect(second).toMatchObject({ accepted: 0, duplicates: 1, ids: first.ids });
  });

  it('keeps projects apart', async () => {
    const [a, b] = [newProject(), newProject()];
    const [first, second] = [
      await send(a, { ...base, id: 'x' }),
      await send(b, { ...base, id: 'x', event: 'OTHER' }),
    ];
    expect([first.accepted, second.accepted]).toEqual([1, 1]);
    expect(first.ids[0]).not.toBe(second.ids[0]);
    expect(await onlyRow(a)).toMatchObject({ event: 'UPDATE' });
    expect(await onlyRow(b)).toMatchObject({ event: 'OTHER' });
  });

  it('finds an execution by the external id alone when created_at is left out', async () => {
    const project = newProject();
    const first = await send(project, { ...base, id: 'x', status: 'running' });
    const { created_at, ...rest } = base;
    const second = await send(
      project,
      { ...rest, id: 'x' },
      { ...rest, id: 'y' },
      { ...rest, id: 'y' },
    );
    expect(second).toMatchObject({ accepted: 2, duplicates: 1 });
    expect(second.ids[0]).toBe(first.ids[0]);
    expect(second.ids[1]).toBe(second.ids[2]);
    expect((await rowsOf(project)).map((row) => row.created_at)).toEqual([new Date(at), now]);
  });

  it('stores one when many claim the same external id at once', async () => {
    const project = newProject();
    const { created_at, ...rest } = base;
    const reports = await Promise.all(
      Array.from({ length: 8 }, () => send(project, { ...rest, id: 'x' }, { ...rest, id: 'y' })),
    );
    expect(reports.reduce((sum, report) => sum + report.accepted, 0)).toBe(2);
    expect(await rowsOf(project)).toHaveLength(2);
  });

  it('links a second attempt and a retry to where they come from', async () => {
    const project = newProject();
    const report = await send(
      project,
      { ...base, id: 'a' },
      { ...base, id: 'a', attempt: 2, status: 'success' },
      { ...base, id: 'b', retry_of: 'a' },
      { ...base, id: 'c', retry_of: 'nobody' },
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

describe('several messages about one execution', () => {
  const running = {
    ...base,
    id: 'x',
    status: 'running',
    request_id: 'req-77',
    context: { a: 1 },
    attributes: { one: 1, two: 1 },
    entries: [{ message: 'begun' }],
    steps: [{ seq: 1, name: 'Read', status: 'running' }],
  };
  const ended = {
    ...base,
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
      const ids = STATUSES.map((status) => ({ ...base, id: `to ${status}`, status: before, n: 1 }));
      await send(project, ...ids);
      const report = await send(
        project,
        ...STATUSES.map((status) => ({ ...base, id: `to ${status}`, status, n: 2 })),
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

describe('the same items sent again', () => {
  it('are stored once, however they are sent', async () => {
    const items = Array.from({ length: 60 }, (_, i) => ({
      ...base,
      id: `item ${i}`,
      created_at: new Date(now.getTime() - (i % 3) * 80_000_000).toISOString(),
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
      { numRuns: 40 },
    );
  });

  it('are accepted exactly once when they race', async () => {
    const project = newProject();
    const reports = await Promise.all(
      Array.from({ length: 10 }, (_, i) => send(project, { ...base, id: 'x', n: i })),
    );
    expect(reports.filter(({ accepted }) => accepted === 1)).toHaveLength(1);
    expect(reports.filter(({ rejected }) => rejected[0]?.code === 'conflict')).toHaveLength(9);
  });
});

describe('a bad item', () => {
  it('never harms its neighbours', async () => {
    const project = newProject();
    const good = (id: string) => JSON.stringify({ ...base, id });
    const lines = [
      good('a'),
      '{"event":"E"',
      '[]',
      '{}',
      JSON.stringify({ ...base, status: 'done' }),
      JSON.stringify({ ...base, event: {} }),
      JSON.stringify({ ...base, id: 'x'.repeat(600) }),
      JSON.stringify({ ...base, created_at: 'yesterday' }),
      '',
      good('b'),
    ];
    const report = await sendText(project, lines.join('\r\n'));
    expect(report).toMatchObject({ accepted: 2, read: 9 });
    expect(report.rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'invalid_json'],
      [2, 'not_an_object'],
      [3, 'missing_field'],
      [4, 'invalid_status'],
      [5, 'invalid_type'],
      [6, 'too_long'],
      [7, 'invalid_timestamp'],
    ]);
    expect(report.ids.map((id) => id !== null)).toEqual([true, ...Array(7).fill(false), true]);
  });

  it('that only the database refuses is named alone', async () => {
    const project = newProject();
    const { storeExecutions } = await import('@/lib/db/executions/store-executions');
    const { parseExecution } = await import('./parse-execution');
    const { Pacer } = await import('./pacer');
    const { readItem } = await import('./read-item');
    const pacer = new Pacer();
    const executions = [];
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      const item = await readItem(Buffer.from(JSON.stringify({ ...base, id, context: {} })), pacer);
      if (!item.ok) throw new Error('not read');
      const clock = { now, retentionDays: 30 };
      const parsed = await parseExecution(item, { projectId: project, clock, index, pacer });
      if (!parsed.ok) throw new Error('not parsed');
      executions.push(parsed.execution);
    }
    const [a, b, c] = executions;
    if (!a || !b || !c) throw new Error('not parsed');
    const verdicts = await storeExecutions(project, [
      { ...a, contextText: '"\\u0000"' },
      { ...b, event: 'NUL \0' },
      c,
    ]);
    expect(verdicts).toMatchObject([
      { kind: 'accepted', alterations: [{ code: 'not_searchable' }] },
      { kind: 'rejected', code: 'not_storable' },
      { kind: 'accepted', alterations: [] },
    ]);
  });

  it('of any kind never fails the request', async () => {
    const project = newProject();
    const value = fc.oneof(
      fc.jsonValue(),
      fc.string({ unit: 'binary' }),
      fc.constantFrom(1e308, -1, 'NaN', at, '2026-02-30', 1e12),
    );
    const keys =
      'id created_at started_at finished_at duration_ms target_record_id actions raised_action validation_message request_id triggered_by trigger environment attempt retry_of language code context output attributes steps entries other'.split(
        ' ',
      );
    const item = fc
      .dictionary(fc.constantFrom(...keys), value)
      .map((extra) => ({ ...base, ...extra }));
    await fc.assert(
      fc.asyncProperty(fc.array(item, { minLength: 1, maxLength: 60 }), async (items) => {
        const report = await send(project, ...items, { ...base, id: 'neighbour' });
        expect(report.read).toBe(items.length + 1);
        expect(report.ids.at(-1)).not.toBeNull();
        expect(report.accepted + report.duplicates + report.rejected.length).toBe(report.read);
        expect(report.rejected.filter(({ code }) => code === 'not_storable')).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });
});

describe('limits', () => {
  it('takes gzip, declared or not', async () => {
    const project = newProject();
    const body = gzipSync(`${JSON.stringify({ ...base, id: 'x' })}\n`);
    expect(await sendText(project, Uint8Array.from(body))).toMatchObject({ accepted: 1 });
  });

  it('stops after 10,000 items and says what was stored', async () => {
    const project = newProject();
    const line = (id: number) => `${JSON.stringify({ ...base, id })}\n`;
    const body = Array.from({ length: 10_050 }, (_, id) => line(id)).join('');
    const report = await sendText(project, body);
    expect(report).toMatchObject({
      accepted: 10_000,
      read: 10_000,
      stopped: { code: 'too_large' },
    });
  });

  it('keeps what came before a cut in gzip', async () => {
    const project = newProject();
    const lines = Array.from({ length: 3_000 }, (_, id) =>
      JSON.stringify({ ...base, id, request_id: Math.random() }),
    );
    const whole = gzipSync(lines.join('\n'));
    const report = await sendText(project, Uint8Array.from(whole.subarray(0, whole.length / 2)));
    expect(report.stopped?.code).toBe('invalid_input');
    expect(report.accepted).toBeGreaterThan(1_000);
    expect(report.accepted).toBe(report.read);
  });
});
