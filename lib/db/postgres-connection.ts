import { Client } from 'pg';

/** A connection of the supervisor itself, as the superuser of the embedded server. */
export async function postgresConnection(
  port: number,
  password: string,
  database = 'postgres',
): Promise<Client> {
  const client = new Client({
    host: '127.0.0.1',
    port,
    user: 'postgres',
    password,
    database,
    connectionTimeoutMillis: 5_000,
    application_name: 'runlens start',
  });
  // The server may end first, for instance when it is stopped.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}
