import { setTimeout as sleep } from 'node:timers/promises';
import { against } from './measure.mjs';
import { serverBytes } from './processes.mjs';

const LIMIT_MB = 400;
const MB = 1024 * 1024;

/** What the server holds when all is done, PostgreSQL apart. */
export async function memory({ server }) {
  await sleep(2_000);
  const mb = serverBytes(server.pid) / MB;
  return [
    against(
      'server, resident memory after all of it, without PostgreSQL',
      mb,
      LIMIT_MB,
      (value) => `${value.toFixed(0)} MB`,
    ),
  ];
}
