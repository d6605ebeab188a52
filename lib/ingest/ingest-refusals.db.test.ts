import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { storeExecutions } from '@/lib/db/executions/store-executions';
import { MAX_PARTS } from '@/lib/domain/raw-json';
import { LEAST, NOW, withIngest } from '@/lib/testing/with-ingest';
import { Pacer } from './pacer';
import { parseExecution } from './parse-execution';
import { readItem } from './read-item';

const { newProject, rowsOf, sendBody } = withIngest();

describe('a bad item', () => {
  it('never harms its neighbours', async () => {
    const project = newProject();
    const good = (id: string) => JSON.stringify({ ...LEAST, id });
    const lines = [
      good('a'),
      '{"event":"E"',
      '[]',
      '{}',
      JSON.stringify({ ...LEAST, status: 'done' }),
      JSON.stringify({ ...LEAST, event: {} }),
      JSON.stringify({ ...LEAST, id: 'x'.repeat(600) }),
      JSON.stringify({ ...LEAST, created_at: 'yesterday' }),
      '',
      good('b'),
    ];
    const report = await sendBody(project, lines.join('\r\n'));
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
    const pacer = new Pacer();
    const executions = [];
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      const item = await readItem(
        Buffer.from(JSON.stringify({ ...LEAST, id, context: {} })),
        pacer,
      );
      if (!item.ok) throw new Error('not read');
      const clock = { now: NOW, retentionDays: 30 };
      const parsed = await parseExecution(item, { projectId: project, clock, index, pacer });
      if (!parsed.ok) throw new Error('not parsed');
      executions.push(parsed.execution);
    }
    const [a, b, c] = executions;
    if (!a || !b || !c) throw new Error('not parsed');
    const hostile = [{ ...a, contextText: '"\\u0000"' }, { ...b, event: 'NUL \0' }, c];
    const verdicts = await storeExecutions(project, hostile, { keptSinceMs: 0 });
    expect(verdicts).toMatchObject([
      { kind: 'accepted', alterations: [{ code: 'not_searchable' }] },
      { kind: 'rejected', code: 'not_storable' },
      { kind: 'accepted', alterations: [] },
    ]);
  });
});

describe('limits', () => {
  it('refuses by name what would take gigabytes apart, and keeps the neighbours', async () => {
    const project = newProject();
    const many = (text: string) => `[${`${text},`.repeat(MAX_PARTS)}${text}]`;
    const open = '{"event":"E","target":"T","status":"success"';
    const lines = [
      `${open},"id":"a"}`,
      `${open},"entries":${many('{}')}}`,
      `${open},"steps":${many('1')}}`,
      `${open},"actions":${many('"a"')}}`,
      `{${'"":1,'.repeat(MAX_PARTS)}"event":"E"}`,
      `${open},"attributes":{${'"a":1,'.repeat(MAX_PARTS)}"b":1},"more":1}`,
      many('1'),
      `${open},"code":"${'x'.repeat(1_000_001)}"}`,
      `${open},"id":"b","context":${many('1')}}`,
    ];
    const report = await sendBody(project, lines.join('\n'));
    expect(report.rejected.map(({ index, code }) => [index, code])).toEqual([
      ...[1, 2, 3, 4, 5, 6].map((index) => [index, 'too_many']),
      [7, 'too_long'],
    ]);
    expect(report.rejected[0]?.message).toContain('entries has more than 100000');
    expect((await rowsOf(project)).map((row) => row.external_id)).toEqual(['a', 'b']);
  });

  it('lists alterations word by word only as long as the answer stays smaller than the request', async () => {
    const project = newProject();
    const line = `{"event":"E","target":"T","status":"success",${'"a":1,'.repeat(100)}"a":2}\n`;
    const report = await sendBody(project, line.repeat(150));
    expect(report.altered).toHaveLength(150);
    expect(report.altered[0]?.alterations).toHaveLength(100);
    expect(report.altered[149]?.alterations).toEqual([
      { path: '', code: 'duplicate_key', message: expect.stringContaining('100 alterations') },
    ]);
    const [row] = await rowsOf(project);
    expect(row.alterations).toHaveLength(100);
  });

  it('keeps what came before the sender went away', async () => {
    const project = newProject();
    const line = (id: number) => `${JSON.stringify({ ...LEAST, id })}\n`;
    const lines = Array.from({ length: 300 }, (_, id) => line(id)).join('');
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(Buffer.from(lines));
      },
      pull(controller) {
        controller.enqueue(Buffer.from(line(300).slice(0, -1)));
        controller.error(new Error('aborted'));
      },
    });
    const report = await sendBody(project, body);
    expect(report).toMatchObject({ accepted: 300, read: 300, stopped: { code: 'invalid_input' } });
    expect(await rowsOf(project)).toHaveLength(300);
  });

  it('takes gzip, declared or not', async () => {
    const project = newProject();
    const body = gzipSync(`${JSON.stringify({ ...LEAST, id: 'x' })}\n`);
    expect(await sendBody(project, Uint8Array.from(body))).toMatchObject({ accepted: 1 });
  });

  it('stops after 10,000 items and says what was stored', async () => {
    const project = newProject();
    const line = (id: string) => `${JSON.stringify({ ...LEAST, id })}\n`;
    const body = line('first') + '{}\n'.repeat(9_998) + line('last') + line('one more');
    const report = await sendBody(project, body);
    expect(report).toMatchObject({ accepted: 2, read: 10_000, stopped: { code: 'too_large' } });
    expect((await rowsOf(project)).map((row) => row.external_id)).toEqual(['first', 'last']);
  });

  it('keeps what came before a cut in gzip', async () => {
    const project = newProject();
    const lines = Array.from({ length: 3_000 }, (_, id) =>
      JSON.stringify({ ...LEAST, id, request_id: Math.random() }),
    );
    const whole = gzipSync(lines.join('\n'));
    const report = await sendBody(project, Uint8Array.from(whole.subarray(0, whole.length / 2)));
    expect(report.stopped?.code).toBe('invalid_input');
    expect(report.accepted).toBeGreaterThan(1_000);
    expect(report.accepted).toBe(report.read);
  });
});
