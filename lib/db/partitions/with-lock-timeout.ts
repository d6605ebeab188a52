import { setTimeout as sleep } from 'node:timers/promises';
import type { PoolClient } from 'pg';
import { pool } from '../client';
import { sqlFailure } from '../sql-state';

const ATTEMPTS = 5;

/**
 * Runs changes of the schema on one connection, giving up a lock after 2 s and trying again: whoever
 * waits for a lock on a table makes everybody else wait behind it.
 */
export async function withLockTimeout<T>(run: (client: PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    const client = await pool().connect();
    try {
      await client.query("SET lock_timeout = '2s'");
      return await run(client);
    } catch (error) {
      await client.query('ROLLBACK').catch(() => undefined);
      if (sqlFailure(error) !== 'transient' || attempt === ATTEMPTS) throw error;
      await sleep(200 * attempt);
    } finally {
      const lost = await client.query('RESET lock_timeout').then(
        () => false,
        () => true,
      );
      client.release(lost);
    }
  }
}
