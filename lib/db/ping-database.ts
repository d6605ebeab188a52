import { pool } from './client';

/** Throws when the database does not answer. */
export async function pingDatabase(): Promise<void> {
  await pool().query('SELECT 1');
}
