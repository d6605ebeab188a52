import { realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { postgresConnection } from './postgres-connection';

/** Recovery after a crash replays up to max_wal_size; the server answers 57P03 until it is done. */
const RECOVERY_LIMIT_MS = 60_000;
const POLL_MS = 25;

export type Readiness = 'ready' | 'gone' | 'another server' | 'timeout';

/** Waits until the server of this cluster takes connections, as long as `isThere` says it lives. */
export async function postgresReady(options: {
  cluster: string;
  port: number;
  password: string;
  isThere: () => boolean;
}): Promise<Readiness> {
  const deadline = performance.now() + RECOVERY_LIMIT_MS;
  while (performance.now() < deadline) {
    if (!options.isThere()) return 'gone';
    const answer = await ask(options.port, options.password);
    if (answer.directory !== undefined) {
      return answer.directory === realpathSync(options.cluster) ? 'ready' : 'another server';
    }
    // Wrong password: something else listens on this port.
    if (answer.code === '28P01' || answer.code === '28000') return 'another server';
    await sleep(POLL_MS);
  }
  return 'timeout';
}

async function ask(port: number, password: string): Promise<{ directory?: string; code?: string }> {
  try {
    const client = await postgresConnection(port, password);
    try {
      const { rows } = await client.query<{ directory: string }>(
        `select current_setting('data_directory') as directory`,
      );
      return { directory: realpathSync(rows[0]?.directory ?? '/') };
    } finally {
      await client.end();
    }
  } catch (error) {
    return { code: (error as { code?: string }).code ?? '' };
  }
}
