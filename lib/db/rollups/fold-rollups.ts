import { inTransaction } from '../in-transaction';
import { ANY_STATUS, EXECUTION_DIM } from './dimensions';
import { ROLLUP_LOCK } from './rollup-lock';

/** Deltas of one transaction: some tens of milliseconds. */
const SLICE = 10_000;

/** Sorted, so that nobody who changes the same rows in the order of their keys can lock the other. */
const FOLD = `
  WITH taken AS (
    DELETE FROM runlens.rollup_deltas
    WHERE seq IN (SELECT seq FROM runlens.rollup_deltas ORDER BY seq LIMIT $1)
    RETURNING project_id, quarter, status, dim, value, n
  ), quarters AS (
    INSERT INTO runlens.rollup_quarters AS r (project_id, quarter, status, n)
    SELECT project_id, quarter, status, sum(n) FROM taken WHERE dim = ${EXECUTION_DIM}
    GROUP BY 1, 2, 3 HAVING sum(n) <> 0 ORDER BY 1, 2, 3
    ON CONFLICT (project_id, quarter, status) DO UPDATE SET n = r.n + excluded.n
  ), days AS (
    INSERT INTO runlens.rollup_days AS r (project_id, dim, status, day, value, n)
    SELECT t.project_id, t.dim, s.status, date_trunc('day', t.quarter, 'UTC'), t.value, sum(t.n)
    FROM taken t CROSS JOIN LATERAL (VALUES (t.status), (${ANY_STATUS}::smallint)) AS s (status)
    WHERE t.dim <> ${EXECUTION_DIM}
    GROUP BY 1, 2, 3, 4, 5 HAVING sum(t.n) <> 0 ORDER BY 1, 2, 3, 4, 5
    ON CONFLICT (project_id, dim, status, day, value) DO UPDATE SET n = r.n + excluded.n
  )
  SELECT count(*)::int AS folded FROM taken`;

/**
 * Adds waiting deltas to the counts by quarter and day, a bounded number in one transaction. Of
 * several processes one folds at a time, the others leave it to that one.
 * @returns whether more may be waiting for this process
 */
export async function foldRollups(slice = SLICE): Promise<boolean> {
  return inTransaction(async (client) => {
    const { rows: locks } = await client.query<{ mine: boolean }>(
      'SELECT pg_try_advisory_xact_lock($1) AS mine',
      [ROLLUP_LOCK],
    );
    if (!locks[0]?.mine) return false;
    const { rows } = await client.query<{ folded: number }>(FOLD, [slice]);
    return rows[0]?.folded === slice;
  });
}
