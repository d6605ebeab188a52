import type { PoolClient } from 'pg';
import type { ProjectId } from '@/lib/domain/project';
import { DAY_MS } from '../partitions/day';
import { ROLLUP_LOCK } from './rollup-lock';

/** Deltas first is no matter: the lock keeps the folder out until the transaction ends. */
const COUNTED_BY = { rollup_deltas: 'quarter', rollup_quarters: 'quarter', rollup_days: 'day' };

/** Forgets the counts of one UTC day, in the transaction that drops its rows. */
export async function dropCountsOfDay(client: PoolClient, dayMs: number): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [ROLLUP_LOCK]);
  for (const [table, column] of Object.entries(COUNTED_BY)) {
    await client.query(
      `DELETE FROM runlens.${table} WHERE ${column} >= $1::timestamptz AND ${column} < $2::timestamptz`,
      [new Date(dayMs), new Date(dayMs + DAY_MS)],
    );
  }
}

/** Forgets the counts of a project, in a transaction. */
export async function dropCountsOfProject(client: PoolClient, projectId: ProjectId): Promise<void> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [ROLLUP_LOCK]);
  for (const table of Object.keys(COUNTED_BY)) {
    await client.query(`DELETE FROM runlens.${table} WHERE project_id = $1`, [projectId]);
  }
}
