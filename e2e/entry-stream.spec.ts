import { expect, test } from './fixtures';
import { followEntries } from './follow-entries';
import type { Room } from './room';

const TOTAL = 5_000;
const READERS = 8;
const VISITS = 125;

let room: Room;

test.describe.configure({ timeout: 180_000 });
test.beforeAll(async ({ newRoom }) => {
  room = await newRoom('Entry stream');
});

const BASE = { event: 'UPDATE', target: 'PART' };
const stream = (id: string) => `${room.url}/api/v1/executions/${id}/entries/stream`;
const authorization = () => ({ authorization: `Bearer ${room.key}` });

async function append(id: string, from: number, to: number): Promise<void> {
  const lines = Array.from({ length: to - from + 1 }, (_, n) => `{"seq":${from + n}}`);
  const url = `${room.url}/api/v1/executions/${id}/entries`;
  const answer = await fetch(url, {
    method: 'POST',
    headers: authorization(),
    body: lines.join('\n'),
  });
  expect((await answer.json()).accepted).toBe(lines.length);
}

test('a thousand broken lines lose and repeat nothing', async () => {
  const [id = ''] = await room.send([{ ...BASE, id: 'broken', status: 'running' }]);
  const writing = (async () => {
    // Not in their order, as of a producer that tries again.
    for (let from = 1; from <= TOTAL; from += 100) {
      await Promise.all([append(id, from + 50, from + 99), append(id, from, from + 49)]);
    }
    await room.send([{ ...BASE, id: 'broken', created_at: undefined, status: 'success' }]);
  })();
  const readings = await Promise.all(
    Array.from({ length: READERS }, (_, reader) =>
      followEntries(
        () => stream(id),
        authorization(),
        (visit) => (visit < VISITS ? 1 + ((visit * 37 + reader * 11) % 60) : TOTAL),
      ),
    ),
  );
  await writing;
  const all = Array.from({ length: TOTAL }, (_, n) => n + 1);
  for (const { seqs } of readings) expect(seqs.toSorted((a, b) => a - b)).toEqual(all);
  const visits = readings.reduce((sum, reading) => sum + reading.visits, 0);
  expect(visits).toBeGreaterThan(500);
});

test('the API gives entries in pages, and a stranger nothing', async () => {
  const entries = ['debug', 'info', 'warning', 'error'].map((level, n) => ({
    ...{ seq: n + 1, level, message: `m${n}`, attempt: 1 + (n % 2) },
  }));
  await room.send([{ ...BASE, id: 'paged', status: 'success', entries }]);
  const list = async (search: string, headers: Record<string, string> = authorization()) => {
    const url = `${room.url}/api/v1/executions/paged/entries${search}`;
    const answer = await fetch(url, { headers });
    return { status: answer.status, body: await answer.json() };
  };
  const seqs = ({ body }: { body: { items: { seq: number }[] } }) =>
    body.items.map(({ seq }) => seq);
  expect(seqs(await list('?level=warning'))).toEqual([3, 4]);
  expect(seqs(await list('?level=error'))).toEqual([4]);
  expect(seqs(await list('?attempt=2'))).toEqual([2, 4]);
  const first = await list('?limit=3');
  expect(first.body.next).toBe('3');
  expect(await list(`?limit=3&after=${first.body.next}`)).toMatchObject({ body: { next: null } });
  expect(await list('?level=loud')).toMatchObject({ status: 400, body: { code: 'invalid_input' } });
  expect((await list('', {})).status).toBe(401);
  const missing = `${room.url}/api/v1/executions/nobody/entries`;
  expect((await fetch(missing, { headers: authorization() })).status).toBe(404);
  expect(
    (await fetch(missing, { method: 'POST', headers: authorization(), body: '{}' })).status,
  ).toBe(404);
});
