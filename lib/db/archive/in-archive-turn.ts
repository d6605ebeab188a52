import { pool } from '../client';

/** Advisory lock: one process at a time writes what is about to be dropped to files. */
const ARCHIVE_LOCK = 7_421_002;

/** Runs it where nobody else does; null where somebody does. Other locks of the database are not held meanwhile. */
export async function inArchiveTurn<T>(run: () => Promise<T>): Promise<T | null> {
  const client = await pool().connect();
  let isLost = false;
  try {
    const { rows } = await client.query<{ ours: boolean }>(
      'SELECT pg_try_advisory_lock($1) AS ours',
      [ARCHIVE_LOCK],
    );
    if (!rows[0]?.ours) return null;
    try {
      return await run();
    } finally {
      await client.query('SELECT pg_advisory_unlock($1)', [ARCHIVE_LOCK]).catch(() => {
        isLost = true;
      });
    }
  } finally {
    client.release(isLost);
  }
}
