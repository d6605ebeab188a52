import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartProblem } from './start-problem';

export interface PostgresSecrets {
  /** Of the role `postgres`, which only the start command uses. */
  superuser: string;
  /** Of the role `runlens`, which owns the database and nothing else. */
  app: string;
}

export function postgresSecrets(dataDir: string, postgresFolder: string): PostgresSecrets {
  const file = join(dataDir, 'postgres-secrets.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as PostgresSecrets;
  if (existsSync(join(postgresFolder, 'postgres/PG_VERSION'))) {
    throw new StartProblem(
      `${file} is missing, and without it nobody can sign in to the database beside it. Bring the file back from a backup.`,
    );
  }
  const secret = () => randomBytes(24).toString('base64url');
  const secrets = { superuser: secret(), app: secret() };
  writeFileSync(`${file}.new`, JSON.stringify(secrets), { mode: 0o600 });
  renameSync(`${file}.new`, file);
  return secrets;
}
