import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendReportSchema } from '@/lib/contract/append-report';
import type { ExecutionId } from '@/lib/domain/execution-id';
import { LEVELS } from '@/lib/domain/level';
import type { ProjectId } from '@/lib/domain/project';
import { LEAST, withIngest } from '@/lib/testing/with-ingest';
import { ingestEntries } from './ingest-entries';

const { send: sendExecutions, newProject, onlyRow, childrenOf } = withIngest();

const PLAIN = { contentEncoding: null, contentLength: null };

/** An execution that runs, and how to append to it. */
async function running(more: object = {}) {
  const project = newProject();
  const report = await sendExecutions(project, { ...LEAST, id: 'run', status: 'running', ...more });
  const id = report.ids[0] ?? '';
  return { project, id, post: (body: string) => post(project, id, body) };
}

async function post(project: ProjectId, id: ExecutionId, body: string | Uint8Array<ArrayBuffer>) {
  const report = await ingestEntries(project, id, new Blob([body]).stream(), PLAIN);
  return appendReportSchema.parse(report);
}

const lines = (...items: object[]) => items.map((item) => JSON.stringify(item)).join('\n');
const stored = async (project: ProjectId) =>
  (await childrenOf(project, 'execution_entries')).map(({ seq, message }) => [seq, message]);

describe('entries of an execution that runs', () => {
  it('come as one object, as an array, as lines or packed', async () => {
    const { project, id, post: send } = await running();
    expect(await send('{"seq":1,"message":"one"}')).toMatchObject({ accepted: 1, seqs: [1] });
    expect(await send('[{"seq":2,"message":"two"},{"seq":3,"message":"three"}]')).toMatchObject({
      accepted: 2,
      seqs: [2, 3],
    });
    expect(await send(lines({ seq: 4, message: 'four' }, { seq: 5 }))).toMatchObject({
      accepted: 2,
    });
    const packed = await post(project, id, Uint8Array.from(gzipSync('{"seq":6,"level":"warn"}')));
    expect(packed).toMatchObject({
      accepted: 1,
      rejected: [],
      altered: [],
      read: 1,
      stopped: null,
    });
    const entries = await childrenOf(project, 'execution_entries');
    expect(entries.map(({ seq, arrival }) => [seq, arrival])).toEqual([
      [1, 1],
      [2, 2],
      [3, 2],
      [4, 3],
      [5, 3],
      [6, 4],
    ]);
    expect(entries[5]).toMatchObject({ level: 2, attempt: 1, known_as: null });
  });

  it('name each bad line, and take its neighbours', async () => {
    const { project, post: send } = await running();
    const report = await send(
      [
        '{"seq":1,"message":"good"}',
        '{"seq":2,"message":',
        '[1]',
        '{"seq":-1}',
        '{"seq":3,"message":{}}',
        '{"seq":4,"message":"a\\u0000b","level":"loud","host":"h1"}',
      ].join('\n'),
    );
    expect(report.accepted).toBe(2);
    expect(report.rejected.map(({ index, code }) => [index, code])).toEqual([
      [1, 'invalid_json'],
      [2, 'not_an_object'],
      [3, 'out_of_range'],
      [4, 'invalid_type'],
    ]);
    expect(report.altered).toMatchObject([
      { index: 5, alterations: [{ code: 'unknown_level' }, { code: 'sanitized' }] },
    ]);
    expect(await stored(project)).toEqual([
      [1, 'good'],
      [4, 'a␀b'],
    ]);
    const [, last] = await childrenOf(project, 'execution_entries');
    expect(last.extra_text).toBe('{"host":"h1"}');
    expect(JSON.parse(last.alterations_text)).toHaveLength(2);
  });

  it('are of the level that other loggers give them another name for', async () => {
    const { project, post: send } = await running();
    const named = {
      error: ['fatal', 'critical', 'CRIT', 'err', 'emergency', 'emerg', 'alert', 'panic', 'Severe'],
      debug: ['trace', 'Verbose'],
      info: ['notice', 'information', 'informational'],
      warning: ['warn', 'WARNING'],
    };
    const words = Object.values(named).flat();
    const report = await send(lines(...words.map((level, at) => ({ seq: at + 1, level }))));
    expect(report).toMatchObject({ accepted: words.length, altered: [] });
    const entries = await childrenOf(project, 'execution_entries');
    const wanted = Object.entries(named).flatMap(([level, all]) => all.map(() => level));
    expect(entries.map(({ level }) => LEVELS[level])).toEqual(wanted);
  });

  it('say which repeat another content, and keep the first', async () => {
    const { project, post: send } = await running();
    const first = lines({ seq: 1, message: 'a', data: { n: 1.0 } }, { seq: 2, message: 'b' });
    await send(first);
    expect(await send(first)).toMatchObject({ accepted: 0, duplicates: 2, seqs: [1, 2] });
    const report = await send(
      lines({ seq: 2, message: 'c' }, { seq: 3, message: 'd' }, { seq: 3, message: 'e' }),
    );
    expect(report).toMatchObject({ accepted: 1, duplicates: 0, seqs: [null, 3, null] });
    expect(report.rejected.map(({ index, code }) => [index, code])).toEqual([
      [0, 'conflict'],
      [2, 'conflict'],
    ]);
    expect(await stored(project)).toEqual([
      [1, 'a'],
      [2, 'b'],
      [3, 'd'],
    ]);
  });

  it('get a seq where they have none, the same for a repeat', async () => {
    const { project, post: send } = await running();
    await send('{"seq":7,"message":"seven"}');
    const tick = { message: 'tick' };
    const body = lines(tick, tick, { id: 'log_1', message: 'named' }, { message: 'tock' });
    expect(await send(body)).toMatchObject({ accepted: 4, seqs: [8, 9, 10, 11] });
    expect(await send(body)).toMatchObject({ accepted: 0, duplicates: 4, seqs: [8, 9, 10, 11] });
    const other = lines({ message: 'new' }, { id: 'log_1', message: 'other' }, { message: 'tock' });
    const report = await send(other);
    expect(report).toMatchObject({ accepted: 1, duplicates: 1, seqs: [12, null, 11] });
    expect(report.rejected).toMatchObject([{ index: 1, code: 'conflict' }]);
    expect((await stored(project)).at(-1)).toEqual([12, 'new']);
  });

  it('lose no line where seqs of a producer meet those given here', async () => {
    const { project, post: send } = await running();
    await send('{"message":"lease acquired"}');
    const own = lines({ seq: 1, message: 'first' }, { seq: 2, message: 'second' });
    expect(await send(own)).toMatchObject({ accepted: 2, rejected: [] });
    expect(await send(own)).toMatchObject({ accepted: 0, duplicates: 2, rejected: [] });
    expect((await stored(project)).map(([, message]) => message).sort()).toEqual([
      'first',
      'lease acquired',
      'second',
    ]);
  });

  it('stay beside what a message about the execution brings under the same seq', async () => {
    const { project, post: send } = await running();
    await send('{"message":"lease acquired"}');
    const end = { ...LEAST, id: 'run', status: 'failed' };
    const entries = [
      { seq: 1, message: 'first' },
      { seq: 2, message: 'second', level: 'error' },
    ];
    await sendExecutions(project, { ...end, entries });
    expect((await stored(project)).map(([, message]) => message).sort()).toEqual([
      'first',
      'lease acquired',
      'second',
    ]);
    expect(await onlyRow(project)).toMatchObject({ error_count: 1 });
  });

  it('keep the counts of the row and wake whoever watches, only when something is new', async () => {
    const { project, post: send } = await running({ entries: [{ seq: 1, level: 'error' }] });
    const body = lines({ seq: 2, level: 'warning' }, { seq: 3, level: 'error' }, { seq: 4 });
    await send(body);
    expect(await onlyRow(project)).toMatchObject({ warning_count: 1, error_count: 2 });
    await send(body);
    await send('{"seq":2,"level":"error","message":"conflict"}');
    expect(await onlyRow(project)).toMatchObject({ warning_count: 1, error_count: 2 });
  });

  it('go together with what messages about the execution bring', async () => {
    const { project, post: send } = await running({ entries: [{ seq: 1, message: 'begun' }] });
    await send('{"seq":2,"message":"appended","level":"error"}');
    const end = { ...LEAST, id: 'run', status: 'failed' };
    const entries = [
      { seq: 1, message: 'begun' },
      { seq: 3, message: 'ended' },
    ];
    await sendExecutions(project, { ...end, entries });
    const rows = await childrenOf(project, 'execution_entries');
    expect(rows.map(({ seq, message, arrival }) => [seq, message, arrival])).toEqual([
      [1, 'begun', 1],
      [2, 'appended', 2],
      [3, 'ended', 3],
    ]);
    expect(await onlyRow(project)).toMatchObject({ warning_count: 0, error_count: 1 });
  });

  it('are the same by their id, whichever way they come', async () => {
    const log = (id: string, more: object = {}) => ({ id, message: `own ${id}`, ...more });
    const [plain, end] = [{ message: 'plain' }, { ...LEAST, id: 'run', status: 'failed' }];
    const { project, post: send } = await running({
      entries: [log('a'), log('a'), plain, { message: 'own b', id: 'b', host: 'h1' }],
    });
    const first = [
      [1, 'own a', '{"id":"a"}'],
      [2, 'plain', null],
      [3, 'own b', '{"id":"b","host":"h1"}'],
    ];
    const rows = async () =>
      (await childrenOf(project, 'execution_entries')).map((row) => [
        row.seq,
        row.message,
        row.extra_text,
      ]);
    expect(await rows()).toEqual(first);
    expect((await onlyRow(project)).attributes).toBe(null);
    expect(await send(lines(log('a'), log('c')))).toMatchObject({ duplicates: 1, seqs: [1, 4] });
    const entries = [log('d'), log('c'), log('b', { level: 'error' }), { ...log('e'), seq: 1 }];
    await sendExecutions(project, { ...end, entries });
    expect(await rows()).toEqual([
      ...first.slice(0, 2),
      [3, 'own b', '{"id":"b"}'],
      [4, 'own c', '{"id":"c"}'],
      [5, 'own d', '{"id":"d"}'],
      [6, 'own e', '{"id":"e"}'],
    ]);
    expect(await onlyRow(project)).toMatchObject({ error_count: 1 });
    const late = { ...end, status: 'running', entries: [log('b'), log('f'), log('a')] };
    await sendExecutions(project, late, late);
    expect((await rows()).slice(6)).toEqual([[7, 'own f', '{"id":"f"}']]);
  });

  it('are refused when the execution is gone', async () => {
    const { project } = await running();
    const gone = '01980000-0000-7000-8000-000000000000';
    await expect(post(project, gone, '{"seq":1}')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('are each there once, however requests repeat, part and overlap', async () => {
    const { project, id } = await running();
    const all = Array.from({ length: 40 }, (_, n) =>
      n % 3 === 0
        ? { message: `free ${n % 2}`, data: { n } }
        : { seq: 1_000 + n, message: `own ${n}`, level: n % 2 === 0 ? 'warning' : 'info' },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.subarray(all, { minLength: 1 }), { maxLength: 8 }),
        async (parts) => {
          const bodies = [...parts, all].map((part) => lines(...part));
          const reports = await Promise.all(bodies.map((body) => post(project, id, body)));
          expect(reports.flatMap(({ rejected }) => rejected)).toEqual([]);
          expect((await stored(project)).length).toBe(all.length);
        },
      ),
      { numRuns: 12 },
    );
    const warnings = all.filter(({ level }) => level === 'warning').length;
    expect(await onlyRow(project)).toMatchObject({ warning_count: warnings, error_count: 0 });
  });
});
