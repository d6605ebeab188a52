import { join } from 'node:path';
import { findEmbeddedUrl } from '@/lib/db/find-embedded-url';
import { inspectDatabase } from '@/lib/db/inspect-database';
import type { Env } from '@/lib/env';
import type { Finding } from './finding';

const OLDEST_VERSION = 150_000;

/** Whether the database is reached, is new enough and has this program's tables. */
export async function* examineDatabase(settings: Env, root: string): AsyncGenerator<Finding> {
  const what = 'database';
  const url = settings.databaseUrl ?? findEmbeddedUrl(settings.dataDir);
  if (url === null) {
    yield {
      kind: 'note',
      what,
      said: `the embedded PostgreSQL of ${settings.dataDir} is not running: npm start starts it`,
    };
    return;
  }
  const whose = settings.databaseUrl === null ? 'embedded' : 'of DATABASE_URL';
  const folder = join(root, 'prisma/migrations');
  const state = await inspectDatabase({ databaseUrl: url, folder }).catch((error: Error) => error);
  if (state instanceof Error) {
    const why = state.message || (state as NodeJS.ErrnoException).code;
    yield { kind: 'wrong', what, said: `the PostgreSQL ${whose} was not reached: ${why}` };
    return;
  }
  const isOld = state.versionNumber < OLDEST_VERSION;
  const version = `PostgreSQL ${state.version}, ${whose}`;
  const said = isOld ? `${version}: it has to be 15 or newer` : version;
  yield { kind: isOld ? 'wrong' : 'ok', what, said };
  yield examineMigrations(state.pending, state.unknown);
}

function examineMigrations(pending: readonly string[], unknown: readonly string[]): Finding {
  const what = 'migrations';
  if (unknown.length > 0) {
    const said = `the database is newer than this program: it has ${unknown.join(', ')}`;
    return { kind: 'wrong', what, said };
  }
  if (pending.length === 0) return { kind: 'ok', what, said: 'all applied' };
  return { kind: 'note', what, said: `the next start applies ${pending.join(', ')}` };
}
