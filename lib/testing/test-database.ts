import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { inject } from 'vitest';
import { TEMPLATE_DATABASE } from './template-database';

export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

const START_LIMIT_MS = 60_000;

/**
 * A migrated, empty database of its own for one test file, and DATABASE_URL set to it. A server that
 * does not start fails the test: a skipped database test would look like a passed one.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = await testServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const { superuserUrl } = server;
  await run(superuserUrl, `create database ${name} template ${TEMPLATE_DATABASE} owner runlens`);
  const url = Object.assign(new URL(server.url), { pathname: name }).href;
  process.env.DATABASE_URL = url;
  return { url, drop: () => run(superuserUrl, `drop database ${name} with (force)`) };
}

async function testServer(): Promise<{ url: string; superuserUrl: string }> {
  const folder = inject('testPostgres');
  const deadline = performance.now() + START_LIMIT_MS;
  while (performance.now() < deadline) {
    if (existsSync(join(folder, 'failure.txt'))) {
      throw new Error(readFileSync(join(folder, 'failure.txt'), 'utf8'));
    }
    if (existsSync(join(folder, 'server.json'))) {
      return JSON.parse(readFileSync(join(folder, 'server.json'), 'utf8'));
    }
    await sleep(25);
  }
  throw new Error(`no PostgreSQL for the tests within ${START_LIMIT_MS / 1000} s`);
}

async function run(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
