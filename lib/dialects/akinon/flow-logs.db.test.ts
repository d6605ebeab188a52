import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DOCUMENTED_DAY, execution, MINUTE_MS, withFlowLogs } from '@/lib/testing/with-flow-logs';

const { project, appendLines } = withFlowLogs();
const golden = (name: string) => readFileSync(new URL(`golden/${name}`, import.meta.url), 'utf8');

/** What a producer sends so that the documented example is answered. */
const DOCUMENTED = execution(0, {
  id: 'exec-1',
  created_at: '2023-06-23T11:33:17.186Z',
  status: 'pending',
  triggered_by: 'test@akinon.com\n',
  attributes: { is_triggered: true },
  steps: [
    {
      seq: 2,
      name: 'Login',
      status: 'success',
      started_at: '2023-06-23T11:33:17.898Z',
      duration_ms: 24_102.73,
      success_count: 0,
    },
    {
      seq: 4,
      name: 'Read Data From ERP',
      status: 'success',
      started_at: '2023-06-23T11:33:18.460Z',
      duration_ms: 23_540.768,
      success_count: 0,
      is_send_S3: 1,
    },
  ],
});

describe('the list of logs', () => {
  it('is the documented one, field by field', async () => {
    const { ask, send } = await project();
    const [id = ''] = await send(DOCUMENTED);
    const answer = await ask({ limit: '20', page: '1' });
    expect(answer.status).toBe(200);
    const { results, ...envelope } = await answer.json();
    const documented = golden('list-logs.json')
      .replaceAll('<flowId>', 'price-flow')
      .replaceAll('<exection_id>', 'exec-1')
      .replace('<next-page-url>', '');
    const { results: wanted, ...wantedEnvelope } = JSON.parse(documented);
    const [main] = wanted;
    main.id = id;
    for (const sub of main.sub_flows) sub.id = sub.filename_uuid = `step_${id}_${sub.flow_order}`;
    expect(envelope).toEqual(wantedEnvelope);
    expect(results).toEqual(wanted);
    expect(Object.keys(results[0])).toEqual(Object.keys(main));
    expect(Object.keys(results[0].sub_flows[0])).toEqual(Object.keys(main.sub_flows[0]));
  });

  it('has pages that lead to each other, and counts all of them', async () => {
    const { ask, rows, send } = await project();
    await send(...Array.from({ length: 7 }, (_, n) => execution(n)));
    const first = await (await ask({ limit: '3' })).json();
    const follow = async (url: string) => {
      const { searchParams, pathname } = new URL(url);
      expect(pathname).toBe('/logs');
      return (await ask(Object.fromEntries(searchParams))).json();
    };
    const second = await follow(first.next);
    const third = await follow(second.next);
    const pages = [first, second, third];
    expect(pages.map(({ page, limit, count }) => [page, limit, count])).toEqual([
      [1, 3, 7],
      [2, 3, 7],
      [3, 3, 7],
    ]);
    const seen = pages.flatMap(({ results }) => results.map((one: Named) => one.filename_uuid));
    expect(seen).toEqual(Array.from({ length: 7 }, (_, n) => `run-${n}`));
    expect([first.previous, third.next]).toEqual(['', '']);
    expect(await follow(third.previous)).toEqual(second);
    expect(await rows()).toHaveLength(7);
    expect((await ask({ page: '2' })).status).toBe(404);
  });

  it('has times, counts and who triggered it, from what was sent', async () => {
    const { rows, send } = await project();
    const lines = ['info', 'error', 'warning'].map((level, n) => ({ seq: n + 1, level }));
    await send(
      execution(1, { status: 'failed', finished_at: '2023-06-23T11:59:30Z', entries: lines }),
      execution(2, {
        trigger: { kind: 'manual' },
        attributes: { process_count: 0, in_bound: true, schedule: '0 * * * *' },
        ...{ started_at: '2023-06-23T11:59:00Z', duration_ms: 1_500 },
      }),
      execution(3, { actions: [{ key: 'other' }] }),
    );
    expect(await rows()).toMatchObject([
      {
        created: String(DOCUMENTED_DAY.getTime() - MINUTE_MS),
        finished: String(Date.UTC(2023, 5, 23, 11, 59, 30)),
        ...{ state: 3, status: 3, process_count: 3, success_count: 2, fail_count: 1 },
        ...{ triggered_by: 'System', is_triggered: false, in_bound: false, schedule: null },
      },
      {
        ...{ state: 3, status: 4, process_count: 0, is_triggered: true, in_bound: true },
        schedule: '0 * * * *',
        finished: String(Date.UTC(2023, 5, 23, 11, 59, 1, 500)),
      },
    ]);
  });

  it('finds main logs by their execution, and those below by the main log or their own id', async () => {
    const { id: of, rows, ask, send } = await project();
    const steps = [{ seq: 1, name: 'A' }, { seq: 2, status: 'skipped' }, { seq: 3 }];
    const [newer = '', older = ''] = await send(execution(1, { steps }), execution(2, { steps }));
    await appendLines(of, newer, [{ message: 'one' }, { message: 'two', level: 'error' }]);
    const named = async (params: Record<string, string>) =>
      (await rows(params)).map((one: Named) => one.filename_uuid);
    for (const name of ['filename_uuid', 'original_filename_uuid']) {
      expect(await named({ [name]: 'run-2' })).toEqual(['run-2']);
      expect(await named({ [name]: older.toUpperCase() })).toEqual(['run-2']);
    }
    const [first, second] = [1, 2].map((seq) => `step_${newer}_${seq}`);
    const sub = { log_type: '2', original_filename_uuid: 'run-1' };
    expect(await named({ log_type: '2', limit: '4' })).toEqual([
      ...[first, second, `step_${newer}_3`],
      `step_${older}_1`,
    ]);
    expect(await named(sub)).toHaveLength(3);
    expect(await named({ ...sub, limit: '1', page: '2' })).toEqual([second]);
    expect(await named({ log_type: '2', filename_uuid: second ?? '' })).toEqual([second]);
    expect(await rows({ log_type: '2', filename_uuid: second ?? '' })).toMatchObject([
      { process_group_id: '2', state: 3, status: 4, process_count: 0, created: null },
    ]);
    expect(await rows({ log_type: '3', original_filename_uuid: 'run-1' })).toMatchObject([
      { message: 'one', log_type: 3, state: 3, status: 2, success_count: 1 },
      { filename_uuid: `log_${newer}_2`, message: 'two', status: 3, fail_count: 1 },
    ]);
    expect(await named({ log_type: '3', filename_uuid: `log_${newer}_2` })).toHaveLength(1);
    for (const [type, name] of [
      ['2', `step_${newer}_4`],
      ['3', `log_${newer}_3`],
      ['3', first ?? ''],
      ['2', 'run-1'],
    ] as const) {
      expect((await ask({ log_type: type, filename_uuid: name })).status).toBe(404);
    }
    expect((await ask({ log_type: '3', original_filename_uuid: 'run-2' })).status).toBe(404);
  });

  it('searches in what line logs hold, each field with its value', async () => {
    const { id: of, rows, ask, send } = await project();
    const [newer = '', older = ''] = await send(execution(1), execution(2));
    await appendLines(of, newer, [
      { data: { sku: 'examplesku', store: 'Zürich "1"', big: 4535 } },
      { data: { sku: 'other', note: 'examplesku' } },
    ]);
    await appendLines(of, older, [
      '{"data":{"s\\u006bu":"example\\u0073ku","big":45355976281015164504}}',
      { sku: 'examplesku', message: 'beside the data', data: [{ sku: 'other' }] },
      { message: 'sku examplesku' },
    ]);
    const found = async (...pairs: string[]) => {
      const params = pairs.map((text, index) => [
        `search_${index % 2 === 0 ? 'field' : 'value'}.${Math.floor(index / 2) + 1}`,
        text,
      ]);
      const answer = await ask({ log_type: '3', ...Object.fromEntries(params) });
      if (answer.status === 404) return [];
      const { results, count } = await answer.json();
      expect(count).toBe(results.length);
      return results.map((one: Named) => one.id);
    };
    const lines = [`log_${newer}_1`, `log_${older}_1`, `log_${older}_2`];
    expect(await found('sku', 'examplesku')).toEqual(lines);
    expect(await found('sku', 'examplesku', 'store', 'Zürich "1"')).toEqual([lines[0]]);
    expect(await found('big', '45355976281015164504')).toEqual([lines[1]]);
    expect(await found('sku', 'EXAMPLESKU')).toEqual([]);
    expect(await found('sku', 'examplesk%')).toEqual([]);
    const search = { 'search_field.1': 'sku', 'search_value.1': 'examplesku' };
    const within = { log_type: '3', original_filename_uuid: 'run-2', ...search };
    expect(await rows({ ...within, limit: '1', page: '2' })).toMatchObject([
      { id: lines[2], data: [{ sku: 'other' }] },
    ]);
  });

  it('stops to search when there are more than it counts, and says so', async () => {
    const { id: of, ask, send } = await project();
    const [id = ''] = await send(execution(1));
    const lines = Array.from({ length: 2_500 }, (_, n) => ({ seq: n + 1, data: { sku: 'a' } }));
    await appendLines(of, id, lines);
    const search = { log_type: '3', 'search_field.1': 'sku', 'search_value.1': 'a', limit: '100' };
    const first = await (await ask(search)).json();
    expect(first).toMatchObject({ count: 1_000, count_exact: false });
    expect(new URL(first.next).searchParams.get('page')).toBe('2');
    const last = await (await ask({ ...search, page: '25' })).json();
    expect(last).toMatchObject({ count: 2_500, next: '' });
    expect(last.count_exact).toBeUndefined();
    expect(last.results.map((one: Named) => one.id)).toEqual(
      Array.from({ length: 100 }, (_, n) => `log_${id}_${2_401 + n}`),
    );
    expect((await ask({ ...search, page: '26' })).status).toBe(404);
  });

  it('refuses what makes no sense in the words of its query', async () => {
    const { ask } = await project();
    const answer = await ask({ limit: '101' });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      status_code: 400,
      message: 'limit is a whole number from 1 to 100',
    });
  });

  it('needs a key, in either header, and shows nothing of other projects', async () => {
    const { id, slug, key, ask, load, send } = await project();
    const other = await project();
    const [run1 = ''] = await send(execution(1));
    await other.send(execution(1, { id: 'theirs' }));
    const right: Record<string, string>[] = [
      { authentication: key },
      { authentication: `Bearer ${key}` },
      { authorization: `Bearer ${key}`, authentication: 'nonsense' },
    ];
    for (const headers of right) expect((await ask({}, headers)).status).toBe(200);
    const wrong: Record<string, string>[] = [{}, { authentication: 'x' }, { authorization: 'x' }];
    for (const headers of wrong) {
      const refused = await ask({}, headers);
      expect(refused.status).toBe(401);
      expect(await refused.json()).toMatchObject({ status_code: 401 });
    }
    expect((await ask({ projectid: '-', projectId: String(id) })).status).toBe(200);
    const empty = await ask({ flowId: 'nothing' });
    expect(empty.status).toBe(404);
    const refusal = await empty.json();
    for (const [name, value] of [
      ['projectid', other.slug],
      ['filename_uuid', 'theirs'],
    ] as const) {
      const answer = await ask({ [name]: value });
      expect([answer.status, await answer.json()]).toEqual([404, refusal]);
    }
    const theirs = await other.load({ id: run1, projectid: other.slug });
    const missing = await load({ id: 'nothing', projectid: slug });
    expect([theirs.status, missing.status]).toEqual([400, 400]);
    expect(await theirs.json()).toEqual(await missing.json());
  });
});

interface Named {
  id: string;
  filename_uuid: string;
}
