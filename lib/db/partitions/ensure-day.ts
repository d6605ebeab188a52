import type { PoolClient } from 'pg';
import { lowestIdAt } from '@/lib/domain/execution-id';
import { DAY_MS, dayOf, partitionName } from './day';
import { PARTITION_LOCK } from './partition-lock';
import { PARTITIONED_TABLES, type PartitionedTable } from './partitioned-tables';
import { withLockTimeout } from './with-lock-timeout';

/** Inserts alone make a partition worth analysing early, while its statistics still say "empty". */
const STORAGE =
  'autovacuum_vacuum_insert_scale_factor = 0.02, autovacuum_analyze_scale_factor = 0.02';

/** Makes the partitions of one UTC day where they are missing. Readers and writers do not wait for it. */
export async function ensureDay(ms: number): Promise<void> {
  const day = dayOf(ms);
  await withLockTimeout(async (client) => {
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
    for (const { table } of PARTITIONED_TABLES) await ensurePartition(client, table, day);
    await client.query('COMMIT');
  });
}

async function ensurePartition(
  client: PoolClient,
  table: PartitionedTable,
  day: number,
): Promise<void> {
  const name = partitionName(table, day);
  const { rowCount } = await client.query(
    `SELECT FROM pg_inherits
     WHERE inhrelid = to_regclass($1) AND inhparent = to_regclass($2)`,
    [`runlens.${name}`, `runlens.${table}`],
  );
  if (rowCount) return;
  // Not CREATE .. PARTITION OF: that waits for every open transaction that read the parent, and all
  // new readers wait behind it. Attaching an empty table checks nothing and needs the weaker lock.
  await client.query(
    `CREATE TABLE IF NOT EXISTS runlens.${name} (LIKE runlens.${table} INCLUDING ALL)`,
  );
  await client.query(`ALTER TABLE runlens.${name} SET (${STORAGE})`);
  await client.query(
    `ALTER TABLE runlens.${table} ATTACH PARTITION runlens.${name}
     FOR VALUES FROM ('${lowestIdAt(day)}') TO ('${lowestIdAt(day + DAY_MS)}')`,
  );
}
