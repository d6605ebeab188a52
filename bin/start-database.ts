import { Client } from 'pg';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { StartProblem } from '@/lib/db/start-problem';
import type { Env } from '@/lib/env';
import type { Ending } from './ending';
import { holdDataDir } from './hold-data-dir';
import type { Say } from './say.mjs';

const OLDEST_VERSION = 150_000;

/** Starts the embedded server or looks at the given one, and returns the URL to use. */
export async function startDatabase(settings: Env, say: Say, ending: Ending): Promise<string> {
  const step = say.step('database', 'starting');
  if (settings.databaseUrl) {
    const version = await lookAt(settings.databaseUrl);
    step.done(`PostgreSQL ${version} of DATABASE_URL`);
    return settings.databaseUrl;
  }
  const server = await startEmbeddedPostgres({
    dataDir: settings.dataDir,
    say: (line) => say.row('database', line),
    beforeStart: () => ending.add(holdDataDir(settings.dataDir)),
  });
  ending.add(server.stop, server.kill);
  const how = server.reused ? ', still running from before' : '';
  step.done(`PostgreSQL ${server.version} on 127.0.0.1:${server.port}${how}`);
  return server.url;
}

async function lookAt(url: string): Promise<string> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ number: number; name: string }>(
      `select current_setting('server_version_num')::int as number, current_setting('server_version') as name`,
    );
    const version = rows[0] ?? { number: 0, name: 'unknown' };
    if (version.number < OLDEST_VERSION) {
      throw new StartProblem(
        `the server of DATABASE_URL is PostgreSQL ${version.name}, and Runlens needs 15 or newer.`,
      );
    }
    return version.name.replace(/ .*/, '');
  } catch (error) {
    if (error instanceof StartProblem) throw error;
    const { hostname, port } = new URL(url);
    const why = error instanceof Error ? error.message || (error as { code?: string }).code : error;
    throw new StartProblem(
      `cannot connect to the server of DATABASE_URL (${hostname}:${port || 5432}): ${why}. Look at the URL, or unset it to use the embedded PostgreSQL.`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
