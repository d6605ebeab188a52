import type { PoolClient } from 'pg';
import { dropCountsOfDay } from '../rollups/drop-counts';
import { dayOf } from './day';
import { listPartitions, type Partition } from './list-partitions';
import { PARTITION_LOCK } from './partition-lock';
import { withLockTimeout } from './with-lock-timeout';

/** Not supported, not allowed here, or a syntax that the engine does not know. */
const NOT_CAPABLE = new Set(['0A000', '42601', '55000', '25001']);

/** Drops every day that ended by the day of `ms`. Readers do not wait for it where the engine can. */
export async function dropDaysBefore(ms: number): Promise<void> {
  const oldest = dayOf(ms);
  for (const partition of await listPartitions()) {
    if (partition.day < oldest) await dropPartition(partition);
  }
}

/** Under the lock, or somebody could attach again what is about to be dropped. */
async function dropPartition(partition: Partition): Promise<void> {
  await withLockTimeout(async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [PARTITION_LOCK]);
    try {
      await detach(client, partition).catch(continueWithout);
      await dropWithCounts(client, partition);
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [PARTITION_LOCK]);
    }
  });
}

/** Rows and their counts go at once. Ends its transaction before the lock above is given back. */
async function dropWithCounts(client: PoolClient, { table, name, day }: Partition): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(`DROP TABLE IF EXISTS runlens.${name}`);
    if (table === 'executions') await dropCountsOfDay(client, day);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
}

/** A detach that waited for a lock in vain has begun all the same: the next try has to finish it. */
async function detach(client: PoolClient, { table, name }: Partition): Promise<void> {
  const { rows } = await client.query<{ pending: boolean }>(
    'SELECT inhdetachpending AS pending FROM pg_inherits WHERE inhrelid = to_regclass($1)',
    [`runlens.${name}`],
  );
  const [row] = rows;
  if (!row) return;
  const how = row.pending ? 'FINALIZE' : 'CONCURRENTLY';
  await client.query(`ALTER TABLE runlens.${table} DETACH PARTITION runlens.${name} ${how}`);
}

/** An engine that cannot detach beside its readers drops the attached partition instead. */
function continueWithout(error: unknown): void {
  const { code } = error as { code?: unknown };
  if (typeof code !== 'string' || !NOT_CAPABLE.has(code)) throw error;
}
