import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from './fixtures';
import { type OwnServer, ownServer } from './own-server';
import { sender } from './room';

const KEY = 'start-spec-key-0123456789';

let own: OwnServer;

test.describe.configure({ mode: 'serial', timeout: 120_000 });

test.beforeAll(() => {
  own = ownServer({ RUNLENS_DEMO: 'off', RUNLENS_API_KEY: KEY });
});

test.afterAll(() => own.end());

/** The fourth line of what PostgreSQL writes about itself. */
const databasePort = () =>
  Number(readFileSync(join(own.folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[3]);

/** Asked by its port: an ended process may keep its number until somebody has looked. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

const listed = async (url: string) => {
  const answer = await fetch(`${url}/api/v1/executions`, {
    headers: { authorization: `Bearer ${KEY}` },
  });
  return ((await answer.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
};

const ITEM = { status: 'success', event: 'UPDATE', target: 'PART' };

test('Ctrl-C ends everything, the database too', async () => {
  const server = await own.start();
  await sender(server.url, KEY).send([{ ...ITEM, id: 'before' }]);
  const database = databasePort();
  expect(await answers(database)).toBe(true);
  expect(await server.stop('SIGINT')).toBe(0);
  expect(await answers(database)).toBe(false);
});

test('after a kill -9 the next start has everything', async ({ browser }) => {
  const killed = await own.start();
  const before = await listed(killed.url);
  expect(before).toHaveLength(1);
  const [id] = await sender(killed.url, KEY).send([{ ...ITEM, id: 'just in time' }]);
  await killed.stop('SIGKILL');
  const server = await own.start();
  expect(await listed(server.url)).toEqual([id, ...before]);
  const page = await own.signIn(browser);
  await expect(page.locator(`[data-row-id="${id}"]`)).toBeVisible();
  await page.context().close();
  const database = databasePort();
  expect(await server.stop('SIGTERM')).toBe(0);
  expect(await answers(database)).toBe(false);
});
