import type { PoolClient } from 'pg';
import { pool } from './client';

/** Runs statements in one transaction on a connection of their own: all of it, or an error and nothing. */
export async function inTransaction<T>(run: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool().connect();
  let failure: Error | undefined;
  try {
    await client.query('BEGIN');
    const result = await run(client);
    await client.query('COMMIT');
    return result;
  } catch (error) {
    failure = error as Error;
    throw error;
  } finally {
    // The connection goes, and the transaction with it, when something went wrong in it.
    client.release(failure);
  }
}
