import { setTimeout as sleep } from 'node:timers/promises';
import { escapeIdentifier, escapeLiteral } from 'pg';
import { makeDataDir } from './make-data-dir';
import { ensurePostgresCluster } from './postgres-cluster';
import { postgresConnection } from './postgres-connection';
import { isPostgresOf, type RunningPostgres } from './postgres-pid-file';
import { choosePostgresPlace } from './postgres-place';
import { findRunningPostgres, type PostgresFiles, startPostgresProcess } from './postgres-process';
import { postgresSecrets } from './postgres-secrets';
import { postgresUrl } from './postgres-socket';

export interface EmbeddedPostgres {
  /** Of the role that owns the database `runlens` and is no superuser. */
  url: string;
  superuserUrl: string;
  version: string;
  port: number;
  /** It was already there, left by a start that was killed. */
  reused: boolean;
  /** Ends the server at once after the running statements; sign-ins are refused from now on. */
  stop: () => Promise<void>;
  /** For a start that is being forced to end: no goodbye, the next start recovers. */
  kill: () => void;
}

/** The server answers a fast shutdown within a second or so, unless the disk is very slow. */
const FAST_SHUTDOWN_LIMIT_MS = 4_000;
/** Without a checkpoint there is nothing to wait for but the children. */
const IMMEDIATE_SHUTDOWN_LIMIT_MS = 2_000;
const WATCH_EVERY_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;

/** Starts, or takes over, the PostgreSQL server of a data directory and keeps it alive. */
export async function startEmbeddedPostgres(options: {
  dataDir: string;
  say: (line: string) => void;
  /** `name=value` beside or instead of the usual settings. */
  settings?: string[];
  /** Called once the data directory is there, before anything in it is touched. */
  beforeStart?: () => void;
}): Promise<EmbeddedPostgres> {
  const { dataDir, say, settings = [], beforeStart } = options;
  makeDataDir(dataDir);
  beforeStart?.();
  const place = choosePostgresPlace(dataDir, say);
  const secrets = postgresSecrets(dataDir, place.folder);
  const cluster = ensurePostgresCluster(place, secrets.superuser);
  const files: PostgresFiles = { place, cluster, dataDir, superuser: secrets.superuser, settings };
  const left = await findRunningPostgres(files);
  let server = left ?? (await startPostgresProcess(files));
  await ensureDatabase(server.port, secrets.superuser, secrets.app);
  const watch = keepAlive(
    files,
    () => server,
    (next) => {
      server = next;
    },
    say,
  );
  const url = (user: string, password: string, database: string) =>
    postgresUrl({ cluster, port: server.port, user, password, database });
  return {
    url: url('runlens', secrets.app, 'runlens'),
    superuserUrl: url('postgres', secrets.superuser, 'postgres'),
    version: place.binaries.version.replace(/-.*/, '').replace(/\.0$/, ''),
    port: server.port,
    reused: left !== null,
    stop: async () => {
      watch.end();
      await stopServer(cluster, server.pid);
    },
    kill: () => {
      watch.end();
      signal(server.pid, 'SIGQUIT');
    },
  };
}

async function ensureDatabase(port: number, superuser: string, app: string): Promise<void> {
  const client = await postgresConnection(port, superuser);
  try {
    const has = async (query: string) => (await client.query(query)).rows.length > 0;
    if (!(await has(`select from pg_roles where rolname = 'runlens'`))) {
      await client.query(`create role runlens login password ${escapeLiteral(app)}`);
      await client.query('grant pg_monitor, pg_checkpoint to runlens');
    }
    if (!(await has(`select from pg_database where datname = 'runlens'`))) {
      await client.query(`create database ${escapeIdentifier('runlens')} owner runlens`);
    }
  } finally {
    await client.end();
  }
}

/** Starts the server again when it ends by itself, e.g. killed for its memory, or after a full disk. */
function keepAlive(
  files: PostgresFiles,
  current: () => RunningPostgres,
  replace: (next: RunningPostgres) => void,
  say: (line: string) => void,
) {
  let ended = false;
  const look = async () => {
    for (let pauseMs = WATCH_EVERY_MS; !ended; ) {
      await sleep(pauseMs, undefined, { ref: false });
      if (ended || isPostgresOf(files.cluster, current().pid)) {
        pauseMs = WATCH_EVERY_MS;
        continue;
      }
      say('the database ended by itself; starting it again');
      try {
        const next = (await findRunningPostgres(files)) ?? (await startPostgresProcess(files));
        replace(next);
        if (ended) signal(next.pid, 'SIGINT');
        else say('the database is back');
      } catch (error) {
        pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
        say(
          `${error instanceof Error ? error.message : error}\ntrying again in ${pauseMs / 1000} s`,
        );
      }
    }
  };
  void look();
  return {
    end: () => {
      ended = true;
    },
  };
}

async function stopServer(cluster: string, pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await hasEnded(cluster, pid, FAST_SHUTDOWN_LIMIT_MS)) return;
  signal(pid, 'SIGQUIT');
  await hasEnded(cluster, pid, IMMEDIATE_SHUTDOWN_LIMIT_MS);
}

async function hasEnded(cluster: string, pid: number, limitMs: number): Promise<boolean> {
  const deadline = performance.now() + limitMs;
  while (isPostgresOf(cluster, pid)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended meanwhile, which is what was asked for.
  }
}
