import { afterEach, describe, expect, it } from 'vitest';
import { Client, type ClientOptions, RunlensError } from './client.js';
import { fakeServer, type Manner, type Told, well } from './fake-server.js';

const open: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((close) => close()));
});

const FIELDS = { event: 'UPDATE', target: 'PART' };
/** Sent at once, as far as the server lets it. */
const QUICK = { apiKey: 'k', batchMs: 10, timeoutMs: 2_000 };

async function clientOf(manners: Manner[], options: Partial<ClientOptions> = {}) {
  const server = await fakeServer(manners);
  open.push(server.close);
  const problems: string[] = [];
  const onProblem = (message: string) => problems.push(message);
  const client = new Client({ ...QUICK, url: server.url, onProblem, ...options });
  return { server, client, problems };
}

const answer =
  (status: number, body: string, headers: Record<string, string> = {}): Manner =>
  ({ response }) => {
    response.writeHead(status, headers);
    response.end(body);
  };
const messages = (server: { entries: Map<string, string> }) => [...server.entries.values()];
const only = (server: { runs: Map<string, Told> }) => [...server.runs.values()][0];

describe('an execution', () => {
  it('arrives with its steps and entries, what it returns and what it ran with', async () => {
    const { client, server } = await clientOf([]);
    const result = await client.run({ ...FIELDS, context: { part: 34 } }, async (run) => {
      run.log('warning', 'careful', { data: { n: 1 } });
      run.set({ attributes: { a: 1 } });
      run.set({ attributes: { b: 2 } });
      await run.step('outer', async (step) => {
        await step.step('inner', () => 7, { connector: 'erp' });
      });
      run.skipStep('never', 'not needed');
      return 'done';
    });
    expect(result).toBe('done');
    expect(await client.flush()).toBe(true);
    const run = only(server);
    expect(run).toMatchObject({
      ...{ status: 'success', context: { part: 34 }, output: { result: 'done' } },
      attributes: { a: 1, b: 2 },
      entries: [{ seq: 1, level: 'warning', message: 'careful' }],
      steps: [
        { seq: 1, parent_seq: null, name: 'outer', status: 'success' },
        { seq: 2, parent_seq: 1, name: 'inner', status: 'success', output: 7, connector: 'erp' },
        { seq: 3, name: 'never', status: 'skipped', error: 'not needed' },
      ],
    });
    expect(client.stats()).toEqual({ waiting: 0, sent: 5, refused: 0, lost: 0 });
    expect([...server.seen.keys]).toEqual(['Bearer k']);
  });

  it('that throws is failed, and what it threw goes through', async () => {
    const { client, server } = await clientOf([]);
    const failing = client.wrap({ ...FIELDS, actions: ['a'] }, (part: number) => {
      throw new TypeError(`no part ${part}`);
    });
    await expect(failing(34)).rejects.toThrow('no part 34');
    await client.flush();
    expect(only(server)).toMatchObject({
      ...{ status: 'failed', validation_message: 'TypeError: no part 34' },
      ...{ context: { arguments: [34] }, actions: ['a'] },
    });
  });

  it('is seen while it runs, and told of only what is new', async () => {
    const { client, server } = await clientOf([]);
    const run = client.start(FIELDS);
    run.log('info', 'one');
    await expect.poll(() => messages(server)).toEqual(['one']);
    expect(only(server)?.status).toBe('running');
    run.log('info', 'two');
    await expect.poll(() => messages(server)).toEqual(['one', 'two']);
    run.end();
    run.end('failed');
    await client.flush();
    expect(only(server)).toMatchObject({ status: 'success' });
    expect(only(server)?.entries).toBeUndefined();
  });

  it('may hold what JSON cannot say', async () => {
    const { client, server } = await clientOf([]);
    const cycle: Record<string, unknown> = {};
    cycle.self = cycle;
    const context = {
      ...{ big: 12n, numbers: [Number.NaN, Number.NEGATIVE_INFINITY, 0.5] },
      ...{ pairs: new Map([[1, new Set([2n, 'x'])]]), map: new Map([['__proto__', 1]]) },
      error: new TypeError('no part'),
    };
    await client.run({ ...FIELDS, context }, (run) => {
      run.log('info', 'cycle', { data: cycle });
      run.set({ attributes: { big: { deep: 12n }, cycle } });
    });
    await client.flush();
    expect(only(server)).toMatchObject({ status: 'success' });
    expect(JSON.stringify(only(server)?.context)).toBe(
      '{"big":"12","numbers":["NaN","-Infinity",0.5],"pairs":[[1,["2","x"]]],' +
        '"map":{"__proto__":1},"error":"TypeError: no part"}',
    );
    expect(only(server)?.attributes).toMatch(/^not JSON: /);
    expect(only(server)?.entries?.[0]).toMatchObject({
      data: expect.stringMatching(/^not JSON: /),
    });
  });
});

describe('whatever the server does', () => {
  const destroyed: Manner = ({ request }) => void request.socket.destroy();
  const takenUnanswered: Manner = ({ request, take }) => {
    take();
    request.socket.destroy();
  };
  const cutOff: Manner = ({ response }) => {
    response.writeHead(200, { 'content-length': '100' });
    response.write('{"accepted":');
    response.destroy();
  };
  it.each<[string, Manner[]]>([
    ['it is killed before it took anything', [destroyed]],
    ['it is killed after it took all', [takenUnanswered]],
    ['it cuts its answer off', [cutOff]],
    ['it is a page of something else', [answer(200, '<html>Sign in</html>')]],
    ['it gives half of an answer', [answer(200, '{"accepted": 1, "rej')]],
    ['it sends the client elsewhere', [answer(302, '', { location: 'http://127.0.0.1:1/' })]],
    ['it does not know the key', [answer(401, '{"code":"unauthenticated"}')]],
    ['it has too much to do', [answer(429, '{"code":"rate_limited"}', { 'retry-after': '1' })]],
    ['it is starting', [answer(503, 'starting'), answer(507, 'full')]],
  ])('nothing is lost and nothing comes twice when %s', async (_, manners) => {
    const { client, server, problems } = await clientOf(manners);
    await client.run(FIELDS, (run) => {
      for (let n = 1; n <= 250; n += 1) run.log('info', `line ${n}`);
    });
    await expect.poll(() => client.stats().waiting, { timeout: 15_000 }).toBe(0);
    expect(messages(server)).toEqual(Array.from({ length: 250 }, (__, n) => `line ${n + 1}`));
    expect(server.runs.size).toBe(1);
    const { sent, refused, lost } = client.stats();
    // The state of the execution goes with each batch.
    expect({ refused, lost }).toEqual({ refused: 0, lost: 0 });
    expect(sent - 250).toBeGreaterThan(0);
    expect(problems.length).toBeGreaterThan(0);
  });

  it('the program goes on while it has not answered', async () => {
    let go = () => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    const slow: Manner = async (call) => {
      await gate;
      await well(call);
    };
    const { client, server } = await clientOf([slow]);
    const run = client.start(FIELDS);
    await expect.poll(() => server.seen.requests).toBe(1);
    for (let n = 0; n < 300; n += 1) run.log('info', `line ${n}`);
    run.end();
    expect(await client.flush(50)).toBe(false);
    expect(server.entries.size).toBe(0);
    go();
    expect(await client.flush()).toBe(true);
    expect(server.entries.size).toBe(300);
  });

  it('what it refuses is counted, alone, and never sent again', async () => {
    const refusesBad: Manner = ({ response, lines, take }) => {
      const bad = lines.flatMap((line, index) => (line.id === 'bad' ? [index] : []));
      take();
      response.writeHead(bad.length === lines.length ? 422 : 200);
      const rejected = bad.map((index) => ({ index, code: 'invalid', message: 'is bad' }));
      response.end(JSON.stringify({ accepted: 1, rejected }));
    };
    const whole = answer(413, '{"code":"too_large","detail":"too large"}');
    const { client, server, problems } = await clientOf([whole, refusesBad, whole, whole]);
    for (const id of ['good', 'bad', 'large', 'last']) {
      client.send({ id, ...FIELDS, status: 'success', entries: [{ seq: 1, message: id }] });
    }
    expect(await client.flush()).toBe(true);
    expect(client.stats()).toMatchObject({ waiting: 0, sent: 4, refused: 4, lost: 0 });
    expect(problems).toEqual(['refused: is bad', 'refused: too large']);
    expect(server.seen.requests).toBe(5);
  });

  it('what does not fit into memory is lost, counted to the item, and told of', async () => {
    const down: Manner = answer(503, '');
    const { client, server } = await clientOf([down, down], { maxWaiting: 20_000 });
    const run = client.start(FIELDS);
    for (let n = 0; n < 1_000; n += 1) run.log('info', 'x'.repeat(100));
    run.end();
    await expect.poll(() => client.stats().waiting, { timeout: 15_000 }).toBe(0);
    const { lost } = client.stats();
    expect(lost).toBeGreaterThan(0);
    expect(server.entries.size + lost).toBe(1_000);
    const told = [...server.runs.values()].map(({ attributes }) => attributes?.runlens_lost);
    expect(told).toEqual([lost]);
  });
});

describe('a spool', () => {
  it('whose files can neither be read nor removed keeps nothing from being sent, once', async () => {
    const files = new Map<string, string | null>([['0', null]]);
    const spool = {
      put: (text: string) => files.set(String(files.size), text).size > 0,
      names: () => [...files.keys()],
      get: (name: string) => files.get(name) ?? null,
      remove: () => {},
    };
    const { client, server, problems } = await clientOf([], { spool });
    for (const message of ['one', 'two']) {
      await client.run(FIELDS, (run) => run.log('info', message));
      expect(await client.flush()).toBe(true);
    }
    expect(messages(server)).toEqual(['one', 'two']);
    expect(server.seen.requests).toBe(2);
    expect(problems).toEqual(['0 in the spool cannot be read']);
  });
});

describe('reading', () => {
  it('goes through all pages, and says why it may not', async () => {
    const page = (items: string[], next: string | null) =>
      answer(200, JSON.stringify({ items: items.map((id) => ({ id })), next }));
    const { client } = await clientOf([
      ...[page(['a', 'b'], 'c'), page(['c'], null)],
      answer(404, '{"code":"not_found","detail":"There is no such execution"}'),
    ]);
    const ids = [];
    for await (const { id } of client.list({ q: 'status:failed' })) ids.push(id);
    expect(ids).toEqual(['a', 'b', 'c']);
    const error = await client.get('x').catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunlensError);
    expect(error).toMatchObject({ status: 404, code: 'not_found' });
  });

  it('says what to do when nothing answers, and leaves an end by the program as it is', async () => {
    const { client, server } = await clientOf([answer(200, '<html>')], { timeoutMs: 300 });
    await expect(client.get('x')).rejects.toMatchObject({ status: 0, code: 'unreachable' });
    await server.close();
    const error = await client
      .list()
      .next()
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(RunlensError);
    expect(error).toMatchObject({ status: 0, code: 'unreachable', cause: expect.any(TypeError) });
    expect((error as Error).message).toMatch(
      `no answer of Runlens at ${server.url} (connect ECONNREFUSED`,
    );
    const init = { signal: AbortSignal.abort() };
    await expect(client.ask('/', init)).rejects.toMatchObject({ name: 'AbortError' });
  });
});
