import { pool } from '../client';
import { ROLLUP_LOCK } from './rollup-lock';

/**
 * Drops counts that have come to nothing, such as those of executions that ran and have ended. All in
 * one statement, which takes the lock before it looks.
 */
export async function dropEmptyCounts(): Promise<void> {
  for (const table of ['rollup_quarters', 'rollup_days']) {
    await pool().query(
      `WITH locked AS MATERIALIZED (SELECT pg_advisory_xact_lock(${ROLLUP_LOCK}))
       DELETE FROM runlens.${table} WHERE n = 0 AND EXISTS (SELECT FROM locked)`,
    );
  }
}
