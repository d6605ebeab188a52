import { expect, test } from 'vitest';
import { hashedSeq } from '@/lib/domain/hashed-seq';
import { NOW, withIngest } from '@/lib/testing/with-ingest';
import { ingestLogs, ingestSpans } from './ingest-otlp';

const { newProject, rowsOf, onlyRow, childrenOf } = withIngest();

const TRACE = '5b8efff798038103d269b633813fc60c';
const OPTIONS = { now: NOW, retentionDays: 30 };
const START = BigInt(NOW.getTime() - 60_000) * 1_000_000n;
const at = (ms: number) => String(START + BigInt(ms) * 1_000_000n);
const idOf = (number: number) => number.toString(16).padStart(16, '0');
const resource = { attributes: [{ key: 'service.name', value: { stringValue: 'shop' } }] };
const span = (number: number, parent: number, more: object = {}) => ({
  traceId: TRACE,
  spanId: idOf(number),
  parentSpanId: parent ? idOf(parent) : '',
  name: `span ${number}`,
  kind: 1,
  startTimeUnixNano: at(number * 10),
  endTimeUnixNano: at(number * 10 + 5),
  ...more,
});
const spansOf = (...spans: object[]) => ({
  resourceSpans: [{ resource, scopeSpans: [{ spans }] }],
});
const logsOf = (...bodies: string[]) => ({
  resourceLogs: [
    {
      resource,
      scopeLogs: [
        {
          logRecords: bodies.map((stringValue, index) => ({
            traceId: TRACE,
            timeUnixNano: at(index),
            severityNumber: 17,
            body: { stringValue },
          })),
        },
      ],
    },
  ],
});
const none = { rejected: 0, reasons: [] };

test('spans and logs of one trace meet in one execution, in whichever order they come', async () => {
  const project = newProject();
  const batches = [
    () => ingestLogs(project, logsOf('before'), OPTIONS),
    () => ingestSpans(project, spansOf(span(3, 2)), OPTIONS),
    () =>
      ingestSpans(project, spansOf(span(1, 0, { status: { code: 2, message: 'lost' } })), OPTIONS),
    () => ingestSpans(project, spansOf(span(4, 1), span(2, 1)), OPTIONS),
    () => ingestLogs(project, logsOf('before', 'after'), OPTIONS),
  ];
  for (const send of batches) expect(await send()).toEqual(none);
  // An exporter that got no answer sends the same again, in other batches as well.
  for (const send of batches) expect(await send()).toEqual(none);
  expect(await ingestSpans(project, spansOf(span(2, 1), span(3, 2)), OPTIONS)).toEqual(none);
  const row = await onlyRow(project);
  expect(row).toMatchObject({
    external_id: TRACE,
    event: 'INTERNAL',
    target: 'shop',
    action_keys: ['span 1'],
    message: 'lost',
    duration_ms: 5,
    step_count: 3,
    error_count: 2,
  });
  expect(row.started_at.getTime()).toBe(NOW.getTime() - 60_000 + 10);
  const steps = await childrenOf(project, 'execution_steps');
  expect(steps.map(({ name, parent_seq }) => [name, parent_seq])).toEqual([
    ['span 2', hashedSeq(idOf(1))],
    ['span 3', hashedSeq(idOf(2))],
    ['span 4', hashedSeq(idOf(1))],
  ]);
  const entries = await childrenOf(project, 'execution_entries');
  expect(entries.map(({ message }) => message)).toEqual(['before', 'after']);
});

test('what is changed in a span or a log record is said, and nothing of it is rejected', async () => {
  const project = newProject();
  const long = span(2, 1, { name: 'x'.repeat(600) });
  expect(await ingestSpans(project, spansOf(long), OPTIONS)).toEqual({
    rejected: 0,
    reasons: ['steps[0].name: Cut from 600 to 512 characters'],
  });
  expect(await ingestLogs(project, logsOf('a\0b'), OPTIONS)).toEqual({
    rejected: 0,
    reasons: ['message: NUL characters are shown as ␀'],
  });
});

test('requests of one trace that come at once make one execution', async () => {
  const project = newProject();
  const numbers = Array.from({ length: 8 }, (_, index) => index + 1);
  const sent = numbers.map((number) =>
    ingestSpans(project, spansOf(span(number, number - 1)), OPTIONS),
  );
  expect(await Promise.all(sent)).toEqual(numbers.map(() => none));
  expect(await onlyRow(project)).toMatchObject({ step_count: 7, action_keys: ['span 1'] });
});

test('what cannot be kept is counted by spans and said in words', async () => {
  const project = newProject();
  const old = { startTimeUnixNano: '1600000000000000000', traceId: TRACE.replace('5', '6') };
  const children = [2, 3].map((number) => span(number, 1, old));
  const report = await ingestSpans(
    project,
    spansOf(...children, { ...span(4, 1), spanId: '' }, span(1, 0)),
    OPTIONS,
  );
  expect(report).toEqual({
    rejected: 3,
    reasons: [
      'a span has no valid spanId (16 hexadecimal digits)',
      'created_at is older than the 30 days that are kept',
    ],
  });
  expect(await rowsOf(project)).toHaveLength(1);
});

test('spans that share a seq are not merged: the second one is rejected by name, in any request', async () => {
  const project = newProject();
  // Their ids differ in nothing that a seq is made of.
  const [first, second] = ['00000000000000aa', '11111111400000aa'];
  const seqs = [first, second].map((id) => hashedSeq(id ?? ''));
  expect(seqs[0]).toBe(seqs[1]);
  const one = span(2, 1, { spanId: first, name: 'first' });
  const other = span(3, 1, { spanId: second, name: 'second' });
  expect(await ingestSpans(project, spansOf(one), OPTIONS)).toEqual(none);
  const refused = {
    rejected: 1,
    reasons: [`span ${second} cannot be told from span ${first}, which is stored: it was left out`],
  };
  expect(await ingestSpans(project, spansOf(other), OPTIONS)).toEqual(refused);
  expect(await ingestSpans(project, spansOf(span(1, 0)), OPTIONS)).toEqual(none);
  // Beside the root, with the execution over, among others, and once more.
  expect(await ingestSpans(project, spansOf(span(4, 1), other), OPTIONS)).toEqual(refused);
  expect(await ingestSpans(project, spansOf(span(4, 1), other), OPTIONS)).toEqual(refused);
  expect(await ingestSpans(project, spansOf(span(1, 0), other), OPTIONS)).toEqual(refused);
  // The one that is stored may come again as often as it likes.
  expect(await ingestSpans(project, spansOf(one), OPTIONS)).toEqual(none);
  const steps = await childrenOf(project, 'execution_steps');
  expect(steps.map(({ name }) => name).sort()).toEqual(['first', 'span 4']);
  const row = await onlyRow(project);
  expect(row.step_count).toBe(2);
  expect(row.alterations.map(({ code }: { code: string }) => code)).toEqual(
    expect.arrayContaining(['step_met']),
  );
});

test('of spans that share a seq and come at once one is stored and one rejected', async () => {
  const project = newProject();
  const ids = ['00000000000000aa', '11111111400000aa'];
  const sent = ids.map((spanId) => ingestSpans(project, spansOf(span(2, 1, { spanId })), OPTIONS));
  const reports = await Promise.all(sent);
  expect(reports.map(({ rejected }) => rejected).sort()).toEqual([0, 1]);
  expect(await childrenOf(project, 'execution_steps')).toHaveLength(1);
});

test('what root spans repeat of their resource is bounded, and what has no room is counted', async () => {
  const project = newProject();
  const roots = Array.from({ length: 9 }, (_, index) =>
    span(index + 1, 0, { traceId: `${index}${TRACE.slice(1)}` }),
  );
  const note = { key: 'note', value: { stringValue: 'x'.repeat(1_000) } };
  const attributes = [...resource.attributes, note];
  const scopeSpans = [{ spans: [...roots, span(20, 1)] }];
  const document = { resourceSpans: [{ resource: { attributes }, scopeSpans }] };
  const report = await ingestSpans(project, document, { ...OPTIONS, maxCharacters: 6_000 });
  expect(report).toEqual({ rejected: 6, reasons: [expect.stringContaining('smaller batches')] });
  expect(await rowsOf(project)).toHaveLength(4);
});

test('the log records of many traces are stored together, however many one of them has', async () => {
  const project = newProject();
  const trace = (index: number) => `${index}${TRACE.slice(1)}`;
  const record = (index: number, number: number, severityNumber = 9) => ({
    traceId: trace(index),
    timeUnixNano: at(number),
    severityNumber,
    body: { stringValue: `line ${number}` },
  });
  const many = Array.from({ length: 10_050 }, (_, number) => record(0, number));
  const few = [1, 2, 3].flatMap((index) => [record(index, 1, 13), record(index, 2, 17)]);
  const logRecords = [...few.slice(0, 3), ...many, ...few.slice(3)];
  const document = { resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] };
  expect(await ingestLogs(project, document, OPTIONS)).toEqual(none);
  expect(await ingestLogs(project, document, OPTIONS)).toEqual(none);
  const rows = await rowsOf(project);
  expect(
    rows.map(({ external_id, warning_count, error_count }) => [
      external_id,
      warning_count,
      error_count,
    ]),
  ).toEqual([[trace(0), 0, 0], ...[1, 2, 3].map((index) => [trace(index), 1, 1])]);
  const entries = await childrenOf(project, 'execution_entries');
  expect(entries).toHaveLength(many.length + few.length);
  const ofFirst = entries.filter(({ execution_id }) => execution_id === rows[0].id);
  expect(ofFirst.map(({ message }) => message)).toEqual(many.map(({ body }) => body.stringValue));
});
