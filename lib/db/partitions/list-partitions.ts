import { pool } from '../client';
import { dayOfPartition } from './day';
import { PARTITIONED_TABLES, type PartitionedTable } from './partitioned-tables';

export interface Partition {
  table: PartitionedTable;
  name: string;
  /** Unix ms at which its day begins. */
  day: number;
  /** `detaching`: a detach was interrupted. `detached`: detached, but not dropped yet. */
  state: 'attached' | 'detaching' | 'detached';
}

/** All partitions, and what is left of those whose removal was interrupted, oldest first. */
export async function listPartitions(): Promise<Partition[]> {
  const { rows } = await pool().query<{ name: string; attached: boolean; detaching: boolean }>(
    `SELECT c.relname AS name, i.inhrelid IS NOT NULL AS attached,
       coalesce(i.inhdetachpending, false) AS detaching
     FROM pg_class c
     JOIN pg_namespace n ON n.oid = c.relnamespace
     LEFT JOIN pg_inherits i ON i.inhrelid = c.oid
     WHERE n.nspname = 'runlens' AND c.relkind = 'r' AND c.relname ~ '_p[0-9]{8}$'`,
  );
  const partitions: Partition[] = [];
  for (const { name, attached, detaching } of rows) {
    for (const { table } of PARTITIONED_TABLES) {
      const day = dayOfPartition(table, name);
      const state = detaching ? 'detaching' : attached ? 'attached' : 'detached';
      if (day !== null) partitions.push({ table, name, day, state });
    }
  }
  return partitions.sort((a, b) => a.day - b.day);
}
