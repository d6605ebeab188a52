import { Client } from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { createTestDatabase, type TestDatabase } from './test-database';

/** A test database for the tests of one file, with a connection to look into it. */
export function withTestDatabase() {
  let database: TestDatabase;
  let client: Client;
  beforeAll(async () => {
    database = await createTestDatabase();
    client = new Client({ connectionString: database.url });
    await client.connect();
  });
  afterAll(async () => {
    await client.end();
    await database.drop();
  });
  return {
    url: () => database.url,
    query: async <Row extends object>(sql: string, parameters: unknown[] = []) =>
      (await client.query<Row>(sql, parameters)).rows,
    /** The values of the column `text`, sorted as JavaScript sorts. */
    list: async (sql: string, parameters: unknown[] = []) =>
      (await client.query<{ text: string }>(sql, parameters)).rows.map(({ text }) => text).sort(),
  };
}
