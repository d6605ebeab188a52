import { afterAll, expect, test } from 'vitest';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { cancellableQuery } from './cancellable-query';
import { disconnect, pool } from './client';
import { Prisma } from './generated/client';

const database = withTestDatabase();
afterAll(disconnect);

const SLEEP = Prisma.sql`SELECT pg_sleep(600)`;
const sleeping = () =>
  database.list(
    `SELECT pid::text AS text FROM pg_stat_activity
     WHERE datname = current_database() AND state = 'active' AND query LIKE 'SELECT pg_sleep%'`,
  );

test('a query gives its rows', async () => {
  const rows = await cancellableQuery(Prisma.sql`SELECT ${'x'}::text AS a, ${2}::int AS b`, {
    limitMs: 20_000,
  });
  expect(rows).toEqual([{ a: 'x', b: 2 }]);
});

test('a signal ends the work in the database', async () => {
  const stop = new AbortController();
  const running = cancellableQuery(SLEEP, { signal: stop.signal });
  await expect.poll(sleeping).toHaveLength(1);
  stop.abort();
  await expect(running).rejects.toMatchObject({ code: 'timeout' });
  expect(await sleeping()).toEqual([]);
});

test('so does a limit, and the connection serves the next', async () => {
  for (let round = 0; round < 20; round += 1) {
    await expect(cancellableQuery(SLEEP, { limitMs: 5 })).rejects.toMatchObject({
      code: 'timeout',
    });
    const { rows } = await pool().query('SELECT pg_sleep(0), 1 AS one');
    expect(rows[0].one).toBe(1);
  }
  expect(await sleeping()).toEqual([]);
});

test('what was stopped before does not begin, and other failures stay what they are', async () => {
  await expect(cancellableQuery(SLEEP, { signal: AbortSignal.abort() })).rejects.toMatchObject({
    code: 'timeout',
  });
  await expect(cancellableQuery(Prisma.sql`SELECT 1 / 0`, {})).rejects.toMatchObject({
    code: '22012',
  });
});
