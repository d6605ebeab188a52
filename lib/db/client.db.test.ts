import { expect, test } from 'vitest';
import { withTestDatabase } from '@/lib/testing/with-test-database';
import { disconnect, pool, prisma } from './client';
import { sqlFailure } from './sql-state';

withTestDatabase();

test('a statement that outruns its limit is ended and counts as an outage, not as bad data', async () => {
  const { rows } = await pool().query('SHOW statement_timeout');
  expect(rows).toEqual([{ statement_timeout: '20s' }]);
  expect(await prisma().$queryRaw`SHOW statement_timeout`).toEqual(rows);
  const client = await pool().connect();
  await client.query('SET statement_timeout = 20');
  const failure = await client.query('SELECT pg_sleep(60)').catch(sqlFailure);
  client.release(true);
  expect(failure).toBe('unavailable');
  expect(sqlFailure(new Error('Query read timeout'))).toBe('unavailable');
  await disconnect();
});
