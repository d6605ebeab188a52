import { readdirSync } from 'node:fs';
import { Client } from 'pg';

export interface DatabaseState {
  /** Such as `18.4`. */
  version: string;
  versionNumber: number;
  /** Migrations of the folder that are not applied. */
  pending: string[];
  /** Applied ones that the folder does not have. */
  unknown: string[];
}

/** Looks at a database and changes nothing. Throws what the connection says. */
export async function inspectDatabase(options: {
  databaseUrl: string;
  folder: string;
}): Promise<DatabaseState> {
  const known = readdirSync(options.folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const client = new Client({
    connectionString: options.databaseUrl,
    connectionTimeoutMillis: 5_000,
    query_timeout: 5_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ number: number; name: string; migrated: boolean }>(
      `select current_setting('server_version_num')::int as number,
         current_setting('server_version') as name,
         to_regclass('public._prisma_migrations') is not null as migrated`,
    );
    const { number, name, migrated } = rows[0] ?? { number: 0, name: '', migrated: false };
    const applied = migrated
      ? (
          await client.query<{ name: string }>(
            `select migration_name as name from public._prisma_migrations
             where finished_at is not null and rolled_back_at is null`,
          )
        ).rows.map((row) => row.name)
      : [];
    return {
      version: name.replace(/ .*/, ''),
      versionNumber: number,
      pending: known.filter((one) => !applied.includes(one)),
      unknown: applied.filter((one) => !known.includes(one)),
    };
  } finally {
    await client.end().catch(() => undefined);
  }
}
