import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { storeExecutions } from '@/lib/db/executions/store-executions';
import { LEAST, NOW, withIngest } from '@/lib/testing/with-ingest';
import { Pacer } from './pacer';
import { parseExecution } from './parse-execution';
import { readItem } from './read-item';

const { newProject, sendBody } = withIngest();

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
    const { storeExecutions } = await import('@/lib/db/executions/store-executions');
    const { parseExecution } = await import('./parse-execution');
    const { Pacer } = await import('./pacer');
    const { readItem } = await import('./read-item');
    const pacer = new Pacer();
    const executions = [];
    for (const [index, id] of ['a', 'b', 'c'].entries()) {
      const item = await readItem(
        Buffer.from(JSON.stringify({ ...LEAST, id, context: {} })),
        pacer,
      );
      if (!item.ok) throw new Error('not read');
      const clock = { NOW, retentionDays: 30 };
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
});

describe('limits', () => {
  it('takes gzip, declared or not', async () => {
    const project = newProject();
    const body = gzipSync(`${JSON.stringify({ ...LEAST, id: 'x' })}\n`);
    expect(await sendBody(project, Uint8Array.from(body))).toMatchObject({ accepted: 1 });
  });

  it('stops after 10,000 items and says what was stored', async () => {
    const project = newProject();
    const line = (id: number) => `${JSON.stringify({ ...LEAST, id })}\n`;
    const body = Array.from({ length: 10_050 }, (_, id) => line(id)).join('');
    const report = await sendBody(project, body);
    expect(report).toMatchObject({
      accepted: 10_000,
      read: 10_000,
      stopped: { code: 'too_large' },
    });
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
