import { pool } from '../client';
import { listPartitions } from './list-partitions';

/** Moves what waits in the GIN indexes of the newest days into their trees, so that no search reads it. */
export async function cleanPendingLists(days: number): Promise<void> {
  const partitions = (await listPartitions()).filter(({ state }) => state === 'attached');
  const newest = Array.from(new Set(partitions.map(({ day }) => day))).slice(-days);
  const names = partitions.filter(({ day }) => newest.includes(day)).map(({ name }) => name);
  await pool().query(
    `SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i
     JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am am ON am.oid = c.relam
     WHERE am.amname = 'gin' AND i.indisvalid AND i.indrelid = ANY($1::text[]::regclass[])`,
    [names.map((name) => `runlens.${name}`)],
  );
}
