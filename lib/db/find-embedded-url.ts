import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isPostgresOf, readPidFile } from './postgres-pid-file';
import { POINTER } from './postgres-place';
import { postgresSecrets } from './postgres-secrets';
import { postgresUrl } from './postgres-socket';

/** URL of the embedded server of a data directory, or null where none runs. Changes nothing. */
export function findEmbeddedUrl(dataDir: string): string | null {
  if (!existsSync(join(dataDir, 'postgres-secrets.json'))) return null;
  const pointer = join(dataDir, POINTER);
  const folder = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : dataDir;
  const cluster = join(folder, 'postgres');
  const running = readPidFile(cluster);
  if (!running || !isPostgresOf(cluster, running.pid)) return null;
  const { app } = postgresSecrets(dataDir, folder);
  const { port } = running;
  return postgresUrl({ cluster, port, user: 'runlens', password: app, database: 'runlens' });
}
