import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { BARE_ENVIRONMENT } from './bare-environment';
import { type PostgresAccount, postgresAccount } from './postgres-account';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries';
import { StartProblem } from './start-problem';

export interface PostgresPlace {
  binaries: PostgresBinaries;
  /** The folder that PostgreSQL owns. The cluster is `postgres` in it. */
  folder: string;
  account: PostgresAccount | null;
}

/** Where root keeps what the system user cannot reach in the chosen folders, such as below /root. */
const SHARED = '/var/lib/runlens';

/** Names the other folder to whoever looks for the database in the data directory. */
export const POINTER = 'postgres-is-in';

export function choosePostgresPlace(dataDir: string, say: (line: string) => void): PostgresPlace {
  const binaries = findPostgresBinaries();
  // Root goes on with the cluster of whoever made it.
  const account = ownerOf(join(dataDir, 'postgres')) ?? postgresAccount(say);
  if (!account) return { binaries, folder: dataDir, account };
  // The system user passes through the data directory but cannot list it.
  if (statSync(dataDir).uid === 0) chmodSync(dataDir, 0o711);
  return {
    binaries: reachable(binaries, account, say),
    folder: reachableFolder(dataDir, account, say),
    account,
  };
}

function ownerOf(cluster: string): PostgresAccount | null {
  if (process.getuid?.() !== 0 || !existsSync(cluster)) return null;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? null : { uid, gid };
}

function reachable(
  binaries: PostgresBinaries,
  account: PostgresAccount,
  say: (line: string) => void,
): PostgresBinaries {
  if (succeeds(join(binaries.home, 'bin/postgres'), ['--version'], account)) return binaries;
  const home = join(SHARED, `postgresql-${binaries.version}`);
  if (!existsSync(home)) {
    say(`copying PostgreSQL to ${home}, where its user can reach it`);
    const half = `${home}.${process.pid}`;
    cpSync(binaries.home, half, { recursive: true, verbatimSymlinks: true });
    renameSync(half, home);
  }
  if (!succeeds(join(home, 'bin/postgres'), ['--version'], account)) {
    throw new StartProblem(
      `the user "postgres" can run PostgreSQL neither from ${binaries.home} nor from ${home}. Start Runlens as an ordinary user.`,
    );
  }
  return { ...binaries, home };
}

function reachableFolder(
  dataDir: string,
  account: PostgresAccount,
  say: (line: string) => void,
): string {
  const pointer = join(dataDir, POINTER);
  if (existsSync(pointer)) return readFileSync(pointer, 'utf8').trim();
  const probe = join(dataDir, 'postgres-probe');
  mkdirSync(probe, { recursive: true });
  chownSync(probe, account.uid, account.gid);
  const reached = succeeds('/bin/sh', ['-c', 'cd "$1" && : > written', 'sh', probe], account);
  rmSync(probe, { recursive: true });
  if (reached) return dataDir;
  const folder = newFolder(dataDir, say);
  writeFileSync(pointer, `${folder}\n`);
  say(`the user "postgres" cannot reach ${dataDir}: the database is kept in ${folder}`);
  return folder;
}

/** Never one that is there: it belongs to a data directory that was deleted, with its passwords. */
function newFolder(dataDir: string, say: (line: string) => void): string {
  const name = join(SHARED, createHash('sha256').update(dataDir).digest('hex').slice(0, 16));
  let folder = name;
  for (let count = 2; existsSync(folder); count++) {
    say(`the database of a deleted data directory is left in ${folder}`);
    folder = `${name}-${count}`;
  }
  mkdirSync(folder, { recursive: true, mode: 0o711 });
  return folder;
}

function succeeds(command: string, args: string[], account: PostgresAccount): boolean {
  return (
    spawnSync(command, args, { ...account, cwd: '/', stdio: 'ignore', env: BARE_ENVIRONMENT })
      .status === 0
  );
}
