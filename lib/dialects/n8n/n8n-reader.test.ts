import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ExactJson } from '../exact-json';
import { n8nReader } from './n8n-reader';

const golden = readFileSync(new URL('golden/execution.json', import.meta.url), 'utf8');

function read(text: string) {
  const json = new ExactJson();
  const verdicts = Array.from(n8nReader(json).add(json.parse(text)));
  return verdicts.map((one) => ({ ...one, text: one.ok ? json.print(one.execution) : '' }));
}

/** As flatted writes it: every value that is no number, boolean or null has a place of its own. */
function flatten(root: unknown): string {
  const values: unknown[] = [];
  const places = new Map<unknown, string>();
  const place = (value: unknown): unknown => {
    if (typeof value !== 'string' && (typeof value !== 'object' || value === null)) return value;
    const found = places.get(value);
    if (found) return found;
    const at = values.push(null) - 1;
    places.set(value, String(at));
    if (typeof value === 'string') values[at] = value;
    else if (Array.isArray(value)) values[at] = value.map(place);
    else {
      const members = Object.entries(value).map(([name, one]) => [name, place(one)]);
      values[at] = Object.fromEntries(members);
    }
    return String(at);
  };
  place(root);
  return JSON.stringify(values);
}

describe('an execution of n8n', () => {
  it('is an execution whose nodes are steps', () => {
    const [run, ...more] = read(golden);
    expect(more).toEqual([]);
    expect(run?.text).toContain('"order":12345678901234567890');
    const { workflowData } = JSON.parse(golden);
    const { code, ...execution } = JSON.parse(run?.text ?? '');
    expect(JSON.parse(code)).toEqual(workflowData);
    expect(execution).toEqual({
      id: '231',
      created_at: '2026-11-20T09:00:00.123Z',
      started_at: '2026-11-20T09:00:00.123Z',
      finished_at: '2026-11-20T09:00:01.500Z',
      status: 'failed',
      event: 'webhook',
      target: 'Order sync',
      actions: [{ key: '2tUt1wbLX592XDdX', name: 'Order sync' }],
      raised_action: '2tUt1wbLX592XDdX',
      validation_message: 'ERP: The service refused the connection',
      trigger: { kind: 'webhook' },
      retry_of: '230',
      language: 'json',
      context: [{ order: expect.any(Number) }],
      attributes: {
        ...{ finished: false, retrySuccessId: null, status: 'error', deletedAt: null },
        createdAt: '2026-11-20T09:00:00.100Z',
        ...{ waitTill: null, customData: { customer: 'acme' } },
        data: {
          startData: {},
          executionData: JSON.parse(golden).data.executionData,
          error: JSON.parse(golden).data.resultData.error,
          lastNodeExecuted: 'ERP',
        },
      },
      steps: [
        {
          ...{ seq: 1, name: 'Webhook', connector: 'n8n-nodes-base.webhook', status: 'success' },
          ...{ started_at: '2026-11-20T09:00:00.123Z', duration_ms: 2, error: null },
          input: {
            ...{ hints: [], source: [], executionIndex: 0, executionStatus: 'success' },
            parameters: { path: 'orders' },
          },
          output: { main: [[{ json: { order: expect.any(Number) }, pairedItem: { item: 0 } }]] },
        },
        {
          ...{ seq: 2, name: 'ERP', connector: 'n8n-nodes-base.httpRequest', status: 'failed' },
          ...{ started_at: '2026-11-20T09:00:00.200Z', duration_ms: 1200, output: null },
          input: {
            ...{ hints: [], source: [{ previousNode: 'Webhook' }], executionIndex: 1 },
            ...{ executionStatus: 'error', parameters: { url: 'https://erp.example.com' } },
          },
          error: {
            ...{ name: 'NodeApiError', message: 'The service refused the connection' },
            httpCode: 'ECONNREFUSED',
          },
        },
      ],
    });
    expect(run).toMatchObject({
      kept: [
        'finished',
        'status',
        'createdAt',
        'customData',
        'data.startData',
        'data.executionData',
      ].concat(['data.error', 'data.lastNodeExecuted']),
    });
  });

  it('means the same with its data as a text of flatted, and in each list', () => {
    const document = JSON.parse(golden);
    const [plain] = read(JSON.stringify(document));
    const flat = { ...document, data: flatten(document.data) };
    expect(read(JSON.stringify(flat))[0]?.text).toBe(plain?.text);
    for (const list of [{ data: [document], nextCursor: null }, { data: document }]) {
      expect(read(JSON.stringify(list)).map(({ text }) => text)).toEqual([plain?.text]);
    }
    const editors = { data: { count: 1, results: [document], estimated: false } };
    expect(read(JSON.stringify(editors))[0]?.text).toBe(plain?.text);
  });

  it.each([
    ['a loop of references', '[{"a":"0"}]', true],
    ['a place that is not there', '[{"a":"9"}]', false],
    ['no list', '{}', false],
    ['billions by references', JSON.stringify(bomb()), false],
  ])('unfolds %s within limits', (_, data, isRead) => {
    const text = JSON.stringify({ id: 1, workflowId: 'w', startedAt: '2026-11-20', data });
    expect(read(text)).toMatchObject([{ ok: isRead }]);
  });

  it.each([
    [{ finished: true }, 'success'],
    [{ finished: false, stoppedAt: '2026-11-20T09:00:01Z' }, 'failed'],
    [{ status: 'unknown', waitTill: '2026-11-21T00:00:00Z' }, 'paused'],
    [{}, 'running'],
    [{ status: 'new' }, 'pending'],
    [{ status: 'crashed' }, 'failed'],
  ])('%j is %s', (said, status) => {
    const least = { id: '1', workflowId: 'w', startedAt: '2026-11-20T09:00:00Z', mode: 'manual' };
    const [run] = read(JSON.stringify({ ...least, ...said }));
    expect(JSON.parse(run?.text ?? '')).toMatchObject({ status, target: 'w', steps: [] });
  });

  it('is refused by name without what tells it from others', () => {
    expect(read('{"workflowId": "w", "startedAt": "x"}')).toMatchObject([
      { message: 'it has no id' },
    ]);
    expect(read('{"id": 7, "startedAt": "x"}')).toMatchObject([{ id: '7', ok: false }]);
  });
});

/** 40 objects, each holding the next one twice: some 10^12 values. */
function bomb(): object[] {
  return Array.from({ length: 40 }, (_, at) => ({ a: String(at + 1), b: String(at + 1) })).concat({
    ...{ a: '40', b: '40' },
  });
}
