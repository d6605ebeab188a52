import { expect, test } from 'vitest';
import { hashedSeq } from '@/lib/domain/hashed-seq';
import { logLines } from './log-lines';
import { traceMessages } from './trace-messages';

const readTraces = (document: unknown) => {
  const { messages, ...rest } = traceMessages(document);
  return { ...rest, messages: Array.from(messages) };
};

const TRACE = '5b8efff798038103d269b633813fc60c';
const ROOT = 'eee19b7ec3c1b174';
const CHILD = '00f067aa0ba902b7';
const text = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const resource = {
  attributes: [text('service.name', 'shop'), text('deployment.environment.name', 'production')],
};
const spansOf = (...spans: object[]) => ({
  resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'my.lib', version: '1.0' }, spans }] }],
});
const root = {
  traceId: TRACE.toUpperCase(),
  spanId: ROOT,
  parentSpanId: '',
  name: 'POST /orders',
  kind: 2,
  startTimeUnixNano: '1763632800123456789',
  endTimeUnixNano: '1763632800535956789',
  attributes: [
    text('service.name', 'inner'),
    { key: 'big', value: { intValue: '9007199254740993' } },
    { key: 'odd', value: { doubleValue: 'NaN' } },
    { key: 'list', value: { arrayValue: { values: [{ boolValue: true }, {}] } } },
  ],
  events: [
    {
      timeUnixNano: '1763632800200000000',
      name: 'exception',
      attributes: [
        text('exception.type', 'ValueError'),
        text('exception.message', 'no part'),
        text('exception.stacktrace', 'at x'),
      ],
    },
  ],
  status: { code: 2, message: 'failed' },
};

test('a root span is an execution, and its events are entries', () => {
  const { messages, rejected } = readTraces(spansOf(root));
  expect(rejected).toEqual([]);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.text).toContain('"big":9007199254740993,');
  const scope = { name: 'my.lib', version: '1.0' };
  expect(JSON.parse(messages[0]?.text ?? '')).toEqual({
    id: TRACE,
    created_at: '2025-11-20T10:00:00.123456789Z',
    started_at: '2025-11-20T10:00:00.123456789Z',
    finished_at: '2025-11-20T10:00:00.535956789Z',
    duration_ms: 412.5,
    status: 'failed',
    event: 'SERVER',
    target: 'shop',
    actions: [{ key: 'POST /orders' }],
    raised_action: 'POST /orders',
    validation_message: 'ValueError: no part',
    environment: 'production',
    attributes: {
      'service.name': 'inner',
      'resource.service.name': 'shop',
      'deployment.environment.name': 'production',
      big: 9007199254740992,
      odd: 'NaN',
      list: [true, null],
      scope,
      status_message: 'failed',
      span_id: ROOT,
    },
  });
  expect(messages[0]?.entries.map((entry) => JSON.parse(entry))).toEqual([
    {
      id: `${ROOT}:0`,
      level: 'error',
      event: 'exception',
      message: 'ValueError: no part',
      occurred_at: '2025-11-20T10:00:00.200000000Z',
      data: {
        'exception.type': 'ValueError',
        'exception.message': 'no part',
        'exception.stacktrace': 'at x',
      },
    },
  ]);
});

test('a child is a step below its parent, known by its id whenever it comes', () => {
  const child = {
    ...root,
    spanId: CHILD,
    parentSpanId: ROOT,
    name: 'SELECT part',
    kind: 'SPAN_KIND_CLIENT',
    attributes: [text('db.system.name', 'postgresql')],
    links: [{ traceId: TRACE, spanId: ROOT }],
  };
  const [message] = readTraces(spansOf(child)).messages;
  const { steps, ...execution } = JSON.parse(message?.text ?? '');
  expect(execution).toEqual({
    id: TRACE,
    created_at: '2025-11-20T10:00:00.123456789Z',
    status: 'running',
    event: 'TRACE',
    target: 'shop',
    attributes: {
      'resource of shop': { 'service.name': 'shop', 'deployment.environment.name': 'production' },
    },
  });
  expect(steps).toMatchObject([
    {
      seq: hashedSeq(CHILD),
      parent_seq: hashedSeq(ROOT),
      name: 'SELECT part',
      connector: 'postgresql',
      status: 'failed',
      duration_ms: 412.5,
      input: {
        span_id: CHILD,
        kind: 'CLIENT',
        service: 'shop',
        attributes: { 'db.system.name': 'postgresql' },
        links: [{ trace_id: TRACE, span_id: ROOT, attributes: {} }],
      },
      error: { message: 'ValueError: no part', exceptions: [{ name: 'exception' }] },
    },
  ]);
});

test('what is no span is refused by name, and its neighbours are read', () => {
  const bad = [
    { ...root, traceId: '0'.repeat(32) },
    { ...root, spanId: 'xyz' },
    { ...root, startTimeUnixNano: '-1' },
  ];
  const { messages, rejected } = readTraces(spansOf(...bad, root));
  expect(messages).toHaveLength(1);
  expect(rejected).toEqual([
    'a span has no valid traceId (32 hexadecimal digits)',
    'a span has no valid spanId (16 hexadecimal digits)',
    `span ${ROOT} has no startTimeUnixNano`,
  ]);
  for (const empty of [{}, { resourceSpans: null }, { resourceSpans: [{ scopeSpans: [] }] }]) {
    expect(readTraces(empty)).toEqual({ messages: [], spans: 0, rejected: [] });
  }
});

test('two spans whose ids give one place are told, not merged', () => {
  const near = { ...root, parentSpanId: ROOT, spanId: '1111111100000001' };
  const { rejected } = readTraces(spansOf(near, { ...near, spanId: '2222222200000001' }));
  expect(rejected).toEqual(['span 2222222200000001 cannot be told from span 1111111100000001']);
});

test.each([
  ['critical', 'error'],
  ['err', 'error'],
  ['FATAL', 'error'],
  ['Emergency', 'error'],
  ['WARN2', 'warning'],
  ['Warning', 'warning'],
  ['notice', 'info'],
  ['Information', 'info'],
  ['Verbose', 'debug'],
  ['TRACE3', 'debug'],
  ['loud', 'info'],
  ['SEVERITY_NUMBER_UNSPECIFIED', 'info'],
])('a log record without a number that says %s is of level %s', (severityText, level) => {
  const logRecords = [{ traceId: TRACE, severityText }];
  const { logs } = logLines(
    { resourceLogs: [{ resource, scopeLogs: [{ logRecords }] }] },
    new Date(0),
  );
  const [log] = logs;
  expect(JSON.parse(log?.entries[0] ?? '')).toMatchObject({ level, severity: severityText });
});

test('log records are entries of their trace, with a level from the severity', () => {
  const record = (severityNumber: number | string, more: object = {}) => ({
    traceId: TRACE,
    spanId: ROOT,
    timeUnixNano: '1763632800200000000',
    severityNumber,
    body: { stringValue: 'hello' },
    ...more,
  });
  const scopeLogs = [
    {
      scope: {},
      logRecords: [
        ...[1, 8, 9, 13, 17, 24, 0, 'SEVERITY_NUMBER_WARN2'].map((number) => record(number)),
        record(0, { severityText: 'error', eventName: 'order.lost', attributes: [text('a', 'b')] }),
        record(9, { body: { kvlistValue: { values: [text('k', 'v')] } } }),
        record(9, { traceId: '' }),
      ],
    },
  ];
  const read = logLines({ resourceLogs: [{ resource, scopeLogs }] }, new Date(0));
  const [logs, rejected] = [Array.from(read.logs), read.rejected];
  expect(rejected).toHaveLength(1);
  const entries = logs[0]?.entries.map((entry) => JSON.parse(entry)) ?? [];
  expect(entries.map(({ level }) => level)).toEqual([
    ...['debug', 'debug', 'info', 'warning', 'error', 'error', 'info', 'warning'],
    ...['error', 'info'],
  ]);
  expect(entries[8]).toMatchObject({ event: 'order.lost', severity: 'error', data: { a: 'b' } });
  expect(entries[9]).toMatchObject({ data: { body: { k: 'v' } } });
  expect(entries[9]).not.toHaveProperty('message');
  expect(JSON.parse(logs[0]?.text ?? '')).toMatchObject({ id: TRACE, target: 'shop' });
});
