import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './embedded-postgres';
import { isAlive, isPostgresOf, readPidFile } from './postgres-pid-file';

let dataDir: string;
let server: EmbeddedPostgres | undefined;
/** A start that has ended watches its server no more; these are of one process, and go on to. */
let watching: EmbeddedPostgres[] = [];

const start = async () => {
  server = await startEmbeddedPostgres({ dataDir, say: () => undefined });
  watching.push(server);
  return server;
};

const endAll = (how: 'stop' | 'kill') => {
  const ended = watching;
  watching = [];
  return Promise.all(ended.map((one) => one[how]()));
};

const cluster = () => join(dataDir, 'postgres');
const pid = () => readPidFile(cluster())?.pid ?? 0;

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'runlens-embedded-'));
});

afterAll(async () => {
  await endAll('stop');
  rmSync(dataDir, { recursive: true });
});

// One story on one cluster: each step starts from what the one before left.
describe('the embedded PostgreSQL', () => {
  it('is made by the first start, for a role that is no superuser', async () => {
    const { url, reused } = await start();
    expect(reused).toBe(false);
    const [place] = await query(url, 'select inet_client_addr() as address');
    expect(place, 'the socket is taken').toEqual({ address: null });
    const [row] = await query(
      url,
      `select rolsuper, current_database(), pg_encoding_to_char(encoding) as encoding,
         current_setting('listen_addresses') as addresses, current_setting('synchronous_commit') as commit
       from pg_roles, pg_database where rolname = current_user and datname = current_database()`,
    );
    expect(row).toEqual({
      rolsuper: false,
      current_database: 'runlens',
      encoding: 'UTF8',
      addresses: '127.0.0.1',
      commit: 'on',
    });
    await query(url, 'create schema kept; create table kept.rows as select 1 as one');
  });

  it('keeps its passwords from others', async () => {
    expect(statSync(join(dataDir, 'postgres-secrets.json')).mode & 0o777).toBe(0o600);
    const open = server?.url.replace(/:[^:@/]+@/, ':wrong@') ?? '';
    await expect(query(open, 'select 1')).rejects.toThrow('password authentication failed');
    const byPort = open.replace(/\?.*/, '');
    await expect(query(byPort, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('is taken over when it was left running', async () => {
    const left = pid();
    const { reused, url } = await start();
    expect([reused, pid()]).toEqual([true, left]);
    expect(await query(url, 'select * from kept.rows')).toEqual([{ one: 1 }]);
  });

  it('comes back by itself when it is killed', async () => {
    const killed = pid();
    process.kill(killed, 'SIGKILL');
    await expect.poll(() => isAlive(pid()) && pid() !== killed, { timeout: 20_000 }).toBe(true);
    await expect
      .poll(() => query(server?.url ?? '', 'select * from kept.rows').catch(() => []), {
        timeout: 20_000,
      })
      .toEqual([{ one: 1 }]);
  });

  it('recovers at the next start when everything was killed', async () => {
    await endAll('kill');
    const { reused, url } = await start();
    expect(reused).toBe(false);
    expect(await query(url, 'select * from kept.rows')).toEqual([{ one: 1 }]);
  });

  it('stops, and starts although its number now belongs to another program', async () => {
    const stopped = pid();
    await endAll('stop');
    // It has left its folder; its number is free once the parent has heard of its end.
    expect(isPostgresOf(cluster(), stopped)).toBe(false);
    await expect.poll(() => isAlive(stopped), { timeout: 20_000 }).toBe(false);
    expect(existsSync(join(cluster(), 'postmaster.pid'))).toBe(false);
    const other = spawn('sleep', ['60']);
    writeFileSync(
      join(cluster(), 'postmaster.pid'),
      `${other.pid}\n${cluster()}\n1\n1\n\n127.0.0.1\n`,
    );
    const socket = join(cluster(), `.s.PGSQL.${server?.port}`);
    writeFileSync(socket, '');
    writeFileSync(`${socket}.lock`, `${other.pid}\n${cluster()}\n1\n${server?.port}\n\n`);
    const { url } = await start();
    other.kill();
    expect(url).toContain('?host=');
    expect(await query(url, 'select * from kept.rows')).toEqual([{ one: 1 }]);
  });

  it('says which files to bring back, or which version made them', async () => {
    await endAll('stop');
    await sleep(50);
    const version = join(cluster(), 'PG_VERSION');
    const made = readFileSync(version);
    writeFileSync(version, '17\n');
    await expect(start()).rejects.toThrow('was made by PostgreSQL 17');
    writeFileSync(version, made);
    rmSync(join(dataDir, 'postgres-secrets.json'));
    await expect(start()).rejects.toThrow('postgres-secrets.json is missing');
  });

  it('is asked by its port where the name of a socket would be too long', async () => {
    const long = join(dataDir, 'a'.repeat(100));
    const far = await startEmbeddedPostgres({ dataDir: long, say: () => undefined });
    try {
      expect(far.url).not.toContain('?host=');
      expect(await query(far.url, 'select 1 as one')).toEqual([{ one: 1 }]);
    } finally {
      await far.stop();
    }
  });

  it('says where it may not write', async () => {
    const file = join(dataDir, 'a-file');
    writeFileSync(file, '');
    await expect(
      startEmbeddedPostgres({ dataDir: join(file, 'data'), say: () => undefined }),
    ).rejects.toThrow(`cannot write to the data directory ${join(file, 'data')}`);
  });
});
