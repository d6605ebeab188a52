import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { STATUS_CODE } from '@/lib/domain/status';
import { LEAST, NOW, withIngest } from '@/lib/testing/with-ingest';

const { childrenOf, newProject, onlyRow, send, sendBody } = withIngest();

describe('a message', () => {
  it('is stored with everything that it holds', async () => {
    const project = newProject();
    const report = await send(project, {
      ...LEAST,
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
      created_at: new Date(LEAST.created_at),
      received_at: NOW,
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
      const { event, target, status } = LEAST;
      const item = `{"event":"${event}","target":"${target}","status":"${status}","context":${context}}`;
      expect(await sendBody(project, item)).toMatchObject({ accepted: 1, altered: [] });
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
    const report = await sendBody(project, item);
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
    await sendBody(project, `{"event":"E","target":"T","status":"success","context":${context}}`);
    const row = await onlyRow(project);
    expect(row.context_text === context).toBe(true);
  });

  it('takes NUL, broken characters and __proto__ everywhere', async () => {
    const project = newProject();
    const dirty = 'a\0b\ud800c';
    const report = await send(project, {
      ...LEAST,
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
    expect(await send(project, { ...LEAST, id: dirty, event: 'x' })).toMatchObject({
      rejected: [{ code: 'conflict' }],
    });
  });

  it('keeps what it cannot place under attributes', async () => {
    const project = newProject();
    const report = await send(project, {
      ...LEAST,
      extra: 1,
      both: 'outside',
      attributes: { both: 'inside' },
      steps: [{ seq: 2, name: 'ok', tries: 3 }, 'nope', { seq: 2, name: 'again' }, { name: {} }],
      entries: [{ level: 'loud', id: 'l', message: 'm' }, [1], { id: 'l', message: 'n' }],
    });
    expect(report.altered[0]?.alterations.map(({ path, code }) => [path, code])).toEqual([
      ['steps[1]', 'invalid_type'],
      ['steps[2].seq', 'duplicate_seq'],
      ['steps[3].name', 'invalid_type'],
      ['steps', 'unknown_key'],
      ['entries[0].level', 'unknown_level'],
      ['entries[1]', 'invalid_type'],
      ['entries[2].id', 'duplicate_id'],
      ['both', 'key_conflict'],
    ]);
    const row = await onlyRow(project);
    expect(row.attributes).toEqual({
      both: 'inside',
      extra: 1,
      rejected_steps: ['nope', { seq: 2, name: 'again' }, { name: {} }],
      rejected_entries: [[1], { id: 'l', message: 'n' }],
      steps_extra: [{ seq: 2, tries: 3 }],
    });
    expect(row.alterations).toHaveLength(8);
  });

  it('is refused outside of the retention, and listed by its receipt when it is from the future', async () => {
    const project = newProject();
    const future = { ...LEAST, id: 'f', created_at: '2027-11-20T10:00:00Z' };
    const old = { ...LEAST, created_at: '2026-10-21T09:00:00Z' };
    const report = await send(project, old, future);
    expect(report).toMatchObject({
      accepted: 1,
      rejected: [{ index: 0, code: 'outside_retention' }],
    });
    expect(report.ids[1]?.slice(0, 13)).toBe(
      NOW.getTime()
        .toString(16)
        .padStart(12, '0')
        .replace(/^(.{8})/, '$1-'),
    );
    expect(await onlyRow(project)).toMatchObject({
      created_at: new Date(future.created_at),
      flags: ['future_timestamp'],
    });
    const later = new Date(NOW.getTime() + 90_000_000);
    const again = await sendBody(project, JSON.stringify(future), later);
    expect(again).toMatchObject({ accepted: 0, duplicates: 1, ids: [report.ids[1]] });
  });
});
