import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { pool } from '@/lib/db/client';
import { withIngest } from '@/lib/testing/with-ingest';
import { takeOfMinute } from './take-of-minute';

withIngest();

const minutesOf = async (key: string): Promise<number[]> => {
  const { rows } = await pool().query(
    'SELECT minute FROM runlens.key_minutes WHERE key_id = $1 ORDER BY minute',
    [key],
  );
  return rows.map(({ minute }) => minute);
};

it('counts by key and minute what all have taken', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  expect(await takeOfMinute(one, 100, 3)).toBe(3);
  expect(await takeOfMinute(one, 100, 4)).toBe(7);
  expect(await takeOfMinute(other, 100, 1)).toBe(1);
  expect(await takeOfMinute(one, 101, 2)).toBe(2);
  const all = await Promise.all(Array.from({ length: 20 }, () => takeOfMinute(other, 101, 5)));
  expect(all.sort((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, n) => 5 * (n + 1)));
});

it('keeps the minutes that a process with another clock may still be in, and no older ones', async () => {
  const [one, other] = [randomUUID(), randomUUID()];
  for (const minute of [200, 201, 202, 203]) await takeOfMinute(one, minute, 1);
  expect(await minutesOf(one)).toEqual([201, 202, 203]);
  await takeOfMinute(other, 204, 1);
  expect(await minutesOf(one)).toEqual([202, 203]);
});
