import { pool } from '../client';

/** For so long somebody who was away can go on without looking at the whole list again. */
const KEPT = '1 hour';

/** Rows that a statement deletes: few enough to end within the time that a statement has. */
const SLICE = 10_000;

/** Forgets what nobody goes on from any more, oldest first. */
export async function deleteOldFeed(slice = SLICE): Promise<void> {
  for (;;) {
    const { rowCount } = await pool().query(
      `DELETE FROM runlens.feed WHERE at < now() - $1::interval AND seq <= coalesce(
         (SELECT seq FROM runlens.feed ORDER BY seq OFFSET $2 LIMIT 1), 9223372036854775807)`,
      [KEPT, slice - 1],
    );
    if ((rowCount ?? 0) < slice) return;
  }
}
