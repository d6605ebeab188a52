import { spawnSync } from 'node:child_process';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BARE_ENVIRONMENT } from './bare-environment';
import type { PostgresPlace } from './postgres-place';
import { StartProblem } from './start-problem';

/** The first is code point order with Unicode's letters, the same on every machine. */
const LOCALES = [
  ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C.UTF-8'],
  ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=en_US.UTF-8'],
  ['--locale=C'],
];

/** The data directory of PostgreSQL, made by initdb if it is not there. */
export function ensurePostgresCluster(place: PostgresPlace, superuserPassword: string): string {
  const cluster = join(place.folder, 'postgres');
  if (existsSync(cluster) && !existsSync(join(cluster, 'PG_VERSION'))) {
    throw new StartProblem(
      `${cluster} is there but is no database that this user can read. Start Runlens as the user that made it, or set RUNLENS_DATA_DIR to another folder.`,
    );
  }
  if (!existsSync(cluster)) create(place, cluster, superuserPassword);
  const made = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim();
  const major = place.binaries.version.split('.')[0];
  if (made !== major) {
    throw new StartProblem(
      `${cluster} was made by PostgreSQL ${made}, and this Runlens brings ${major}. Start the Runlens that made it, "runlens backup", then restore into a new data directory.`,
    );
  }
  return cluster;
}

/** In a folder of another name until it is complete: a half-made cluster looks like a whole one. */
function create(place: PostgresPlace, cluster: string, password: string): void {
  const half = `${cluster}.new`;
  const passwordFile = join(place.folder, 'initdb-password');
  let output = '';
  try {
    for (const locale of LOCALES) {
      rmSync(half, { recursive: true, force: true });
      mkdirSync(half, { mode: 0o700 });
      rmSync(passwordFile, { force: true });
      writeFileSync(passwordFile, password, { mode: 0o600 });
      if (place.account) {
        for (const path of [half, passwordFile])
          chownSync(path, place.account.uid, place.account.gid);
      }
      const made = spawnSync(
        join(place.binaries.home, 'bin/initdb'),
        [
          '-D',
          half,
          '-U',
          'postgres',
          '-A',
          'scram-sha-256',
          '-E',
          'UTF8',
          ...locale,
          '--lc-messages=C',
          '--no-instructions',
          `--pwfile=${passwordFile}`,
        ],
        { ...(place.account ?? {}), cwd: '/', encoding: 'utf8', env: BARE_ENVIRONMENT },
      );
      if (made.status === 0) {
        renameSync(half, cluster);
        return;
      }
      output = made.error?.message ?? `${made.stdout}${made.stderr}`.trim();
    }
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(half, { recursive: true, force: true });
  }
  throw new StartProblem(`the database could not be made in ${place.folder}:\n${output}`);
}
