import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '@/lib/db/embedded-postgres';
import { migrate } from '@/lib/db/migrate';
import { isAlive, readPidFile } from '@/lib/db/postgres-pid-file';
import { TEMPLATE_DATABASE } from './template-database';

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder in which `server.json` or `failure.txt` appears. */
    testPostgres: string;
  }
}

const PREFIX = 'runlens-test-';

/**
 * One PostgreSQL for all test files. It starts beside the first of them, not before: a file that
 * asks for no database does not wait for one.
 */
export default function setup(project: TestProject): () => Promise<void> {
  sweep();
  const folder = mkdtempSync(join(tmpdir(), PREFIX));
  // Passable for the system user that PostgreSQL runs as: else the cluster would be kept elsewhere.
  chmodSync(folder, 0o711);
  writeFileSync(join(folder, 'owner.pid'), String(process.pid));
  project.provide('testPostgres', folder);
  const announce = (name: string, text: string) => {
    writeFileSync(join(folder, `${name}.new`), text);
    renameSync(join(folder, `${name}.new`), join(folder, name));
  };
  const starting = startServer(join(folder, 'data'));
  starting.then(
    ({ url, superuserUrl }) => announce('server.json', JSON.stringify({ url, superuserUrl })),
    (error: unknown) => announce('failure.txt', String(error)),
  );
  return async () => {
    const server = await starting.catch(() => null);
    await server?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}

async function startServer(dataDir: string) {
  mkdirSync(dataDir);
  const server = await startEmbeddedPostgres({
    dataDir,
    say: () => undefined,
    // Nothing of a test has to survive a crash.
    settings: ['fsync=off', 'full_page_writes=off', 'shared_buffers=128MB', 'max_connections=100'],
  });
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE} owner runlens`);
  await client.end();
  await migrate({
    databaseUrl: Object.assign(new URL(server.url), { pathname: TEMPLATE_DATABASE }).href,
    folder: fileURLToPath(new URL('../../prisma/migrations', import.meta.url)),
  });
  return server;
}

/** Ends the servers of test runs that were killed. */
function sweep(): void {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = join(tmpdir(), name);
    try {
      if (isAlive(Number(readFileSync(join(folder, 'owner.pid'), 'utf8')))) continue;
      const server = readPidFile(join(folder, 'data/postgres'));
      if (server && isAlive(server.pid)) process.kill(server.pid, 'SIGQUIT');
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // Another user's, or being swept by another run at this moment.
    }
  }
}
