import { spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { BARE_ENVIRONMENT } from './bare-environment';
import { isAlive, isPostgresOf, type RunningPostgres, readPidFile } from './postgres-pid-file';
import type { PostgresPlace } from './postgres-place';
import { postgresPort } from './postgres-port';
import { postgresReady } from './postgres-ready';
import { postgresSettings } from './postgres-settings';
import { postgresSocket, postgresSocketFolder } from './postgres-socket';
import { StartProblem } from './start-problem';

export interface PostgresFiles {
  place: PostgresPlace;
  cluster: string;
  dataDir: string;
  superuser: string;
  /** Settings beside the usual ones, as `name=value`. */
  settings: string[];
}

const LOG_LIMIT_BYTES = 10 * 1024 * 1024;
const LINES_SHOWN = 8;

/** Another program may take the port between the look for a free one and the start. */
const START_TRIES = 4;

/** The server of this cluster that is already there, e.g. after its parent was killed. */
export async function findRunningPostgres(files: PostgresFiles): Promise<RunningPostgres | null> {
  const found = readPidFile(files.cluster);
  if (!found) return null;
  if (!isPostgresOf(files.cluster, found.pid)) {
    // PostgreSQL itself clears the file of a dead process, but not one whose number now belongs to
    // another program: it would refuse to start for ever.
    if (isAlive(found.pid)) rmSync(join(files.cluster, 'postmaster.pid'), { force: true });
    return null;
  }
  const state = await postgresReady({
    cluster: files.cluster,
    port: found.port,
    password: files.superuser,
    isThere: () => isPostgresOf(files.cluster, found.pid),
  });
  if (state === 'ready') return found;
  if (state === 'gone') return null;
  throw new StartProblem(
    `a PostgreSQL server (process ${found.pid}) holds ${files.cluster} but does not let Runlens in on port ${found.port} (${state}). Stop it with "kill -INT ${found.pid}", then start again.`,
  );
}

export async function startPostgresProcess(files: PostgresFiles): Promise<RunningPostgres> {
  const log = join(files.dataDir, 'postgres.log');
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) renameSync(log, `${log}.1`);
  let said = '';
  for (let tries = 0; tries < START_TRIES; tries++) {
    const before = existsSync(log) ? statSync(log).size : 0;
    const port = await postgresPort(files.dataDir);
    const child = spawnServer(files, port, log);
    const state = await postgresReady({
      cluster: files.cluster,
      port,
      password: files.superuser,
      isThere: () =>
        child.exitCode === null && child.signalCode === null && child.pid !== undefined,
    });
    if (state === 'ready' && child.pid !== undefined) return { pid: child.pid, port };
    child.kill('SIGQUIT');
    said = readFileSync(log).subarray(before).toString().trim();
    if (state === 'timeout') break;
    // The children of a killed server may live on for a moment and hold its shared memory.
    await sleep(500 * tries);
  }
  throw new StartProblem(
    `PostgreSQL did not start. The last lines of ${log}:\n${said.split('\n').slice(-LINES_SHOWN).join('\n')}`,
  );
}

/**
 * In a session of its own: a Ctrl-C in the terminal reaches Runlens only, which ends the requests
 * first.
 */
function spawnServer({ place, cluster, settings }: PostgresFiles, port: number, log: string) {
  const output = openSync(log, 'a', 0o600);
  try {
    // The lock of a killed server names a process whose number may now be another program's.
    rmSync(`${postgresSocket(cluster, port)}.lock`, { force: true });
    const socketFolder = postgresSocketFolder(cluster, port);
    const extra = settings.flatMap((setting) => ['-c', setting]);
    const child = spawn(
      join(place.binaries.home, 'bin/postgres'),
      ['-D', cluster, ...postgresSettings(port, socketFolder), ...extra],
      {
        ...(place.account ?? {}),
        cwd: '/',
        detached: true,
        stdio: ['ignore', output, output],
        env: BARE_ENVIRONMENT,
      },
    );
    child.on('error', () => undefined);
    child.unref();
    return child;
  } finally {
    closeSync(output);
  }
}
