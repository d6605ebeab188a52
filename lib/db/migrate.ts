import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { splitSql } from './split-sql';
import { StartProblem } from './start-problem';

interface Migration {
  name: string;
  sql: string;
  checksum: string;
}

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/** The lock that Prisma's own commands take, so that the two exclude each other. */
const LOCK = 72_707_369;
const LOCK_LIMIT_MS = 60_000;

/** Prisma's table, column for column: `prisma migrate status` reads what is written here. */
const RECORDS = `create table if not exists public._prisma_migrations (
  id varchar(36) not null constraint _prisma_migrations_pkey primary key,
  checksum varchar(64) not null,
  finished_at timestamptz,
  migration_name varchar(255) not null,
  logs text,
  rolled_back_at timestamptz,
  started_at timestamptz not null default now(),
  applied_steps_count integer not null default 0
)`;

/** Brings a database to the newest migration of the folder, and says which were applied. */
export async function migrate(options: { databaseUrl: string; folder: string }): Promise<string[]> {
  const migrations = readMigrations(options.folder);
  const client = new Client({
    connectionString: options.databaseUrl,
    application_name: 'runlens migrate',
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    // A role with a schema of its own name would otherwise make its objects there.
    await client.query('set search_path to public');
    await takeLock(client);
    const pending = await findPending(client, migrations);
    for (const migration of pending) await apply(client, migration);
    return pending.map(({ name }) => name);
  } finally {
    await client.end();
  }
}

function readMigrations(folder: string): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => {
      const sql = readFileSync(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Several processes may start against one database; the first migrates and the others wait. */
async function takeLock(client: Client): Promise<void> {
  const deadline = performance.now() + LOCK_LIMIT_MS;
  while (performance.now() < deadline) {
    const { rows } = await client.query<{ taken: boolean }>(
      'select pg_try_advisory_lock($1) as taken',
      [LOCK],
    );
    if (rows[0]?.taken) return;
    await sleep(200);
  }
  throw new StartProblem(
    `another process has been migrating the database for more than ${LOCK_LIMIT_MS / 1000} s. Look for it in pg_stat_activity, or wait and start again.`,
  );
}

async function findPending(client: Client, migrations: Migration[]): Promise<Migration[]> {
  const { rows: there } = await client.query(
    `select from pg_tables where schemaname = 'public' and tablename = '_prisma_migrations'`,
  );
  if (there.length === 0) await client.query(RECORDS);
  const { rows } = await client.query<Applied>(
    'select migration_name, checksum, finished_at from public._prisma_migrations where rolled_back_at is null',
  );
  const applied = new Map(rows.map((row) => [row.migration_name, row]));
  const known = new Set(migrations.map(({ name }) => name));
  const newer = rows.map((row) => row.migration_name).filter((name) => !known.has(name));
  if (newer.length > 0) {
    throw new StartProblem(
      `the database is newer than this Runlens: it has the migration ${newer.join(', ')}. Start the newer Runlens, or restore a backup made by this one.`,
    );
  }
  for (const { name, checksum } of migrations) {
    const row = applied.get(name);
    if (row && !row.finished_at) {
      throw new StartProblem(
        `the migration ${name} failed half-way under another tool. Repair it and mark it with "npx prisma migrate resolve", or restore a backup.`,
      );
    }
    if (row && row.checksum !== checksum) {
      throw new StartProblem(
        `the migration ${name} was applied with another content than prisma/migrations/${name}/migration.sql has now. Bring the file back as it was, and put the change into a new migration.`,
      );
    }
  }
  return migrations.filter(({ name }) => !applied.has(name));
}

/** All or nothing: a migration that fails leaves neither a table nor a record. */
async function apply(client: Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  await client.query('begin');
  try {
    // One statement per query: some engines refuse several in one string.
    for (const statement of splitSql(sql)) await client.query(statement);
    await client.query(
      `insert into public._prisma_migrations (id, checksum, finished_at, migration_name, started_at, applied_steps_count)
       values ($1, $2, clock_timestamp(), $3, $4, 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new StartProblem(
      `the migration ${name} failed and was undone: ${error instanceof Error ? error.message : error}`,
    );
  }
}
