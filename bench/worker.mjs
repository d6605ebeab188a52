import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { against, closeConnections, ms, percentile } from './measure.mjs';
import { retry, sendFailed } from './retries.mjs';

/** Retries one after the other, each when the worker has nothing else to do. */
const IDLE_RUNS = 40;
const START_LIMIT_MS = 100;
/** Retries that wait together, to see how many end in a second. */
const BUSY_RUNS = 100;
const PER_SECOND_LIMIT = 20;
/** What a run may take until it counts as lost. */
const RUN_LIMIT_MS = 60_000;

/** From a retry to its start by the clock of the database, and how many trivial runs end in a second. */
export async function worker({ server, say }) {
  const database = new Client({ connectionString: server.databaseUrl });
  await database.connect();
  try {
    const ids = await sendFailed(server, IDLE_RUNS + BUSY_RUNS);
    const [idle, busy] = [ids.slice(0, IDLE_RUNS), ids.slice(IDLE_RUNS)];
    for (const id of idle) {
      await retry(server, id);
      await ended(database, [id]);
    }
    const waits = await waitsOf(database, idle);
    say(`${waits.length} runs on an idle worker; p95 ${ms(percentile(waits, 0.95))}`);
    await Promise.all(busy.map((id) => retry(server, id)));
    await ended(database, busy);
    const perSecond = await rateOf(database, busy);
    say(`${perSecond.toFixed(1)} trivial runs a second`);
    return [
      against(
        'retry: from the queue to its start, p50',
        percentile(waits, 0.5),
        START_LIMIT_MS,
        ms,
      ),
      {
        what: 'trivial runs in the sandbox, a second',
        ours: perSecond.toFixed(1),
        limit: `${PER_SECOND_LIMIT} or more`,
        ratio: PER_SECOND_LIMIT / perSecond,
        holds: perSecond >= PER_SECOND_LIMIT,
      },
    ];
  } finally {
    await database.end();
    closeConnections();
  }
}

/** Settles when no run of these is open any more and all of them have succeeded. */
async function ended(database, ids) {
  const deadline = performance.now() + RUN_LIMIT_MS;
  for (;;) {
    const { rows } = await database.query(
      `SELECT count(*) FILTER (WHERE status < 4)::int AS open, min(validation_message) AS problem
       FROM runlens.executions WHERE id = ANY($1::uuid[]) AND attempt = 2`,
      [ids],
    );
    const [{ open, problem }] = rows;
    if (problem) throw new Error(`a run did not succeed: ${problem}`);
    if (open === 0) return;
    if (performance.now() > deadline) throw new Error(`${open} runs did not end`);
    await sleep(5);
  }
}

/** Milliseconds between the wish and the claim of second attempts. */
async function waitsOf(database, ids) {
  const { rows } = await database.query(
    `SELECT extract(epoch FROM e.started_at - a.requested_at)::float8 * 1000 AS wait
     FROM runlens.executions e JOIN runlens.execution_attempts a
       ON a.project_id = e.project_id AND a.execution_id = e.id AND a.attempt = e.attempt
     WHERE e.id = ANY($1::uuid[])`,
    [ids],
  );
  return rows.map(({ wait }) => wait);
}

/** Runs that end in a second, from when all of them wait to the last end. */
async function rateOf(database, ids) {
  const { rows } = await database.query(
    `WITH wish AS (
       SELECT max(requested_at) AS last FROM runlens.execution_attempts WHERE execution_id = ANY($1::uuid[])
     )
     SELECT count(*)::int AS n, extract(epoch FROM max(finished_at) - min(wish.last))::float8 AS seconds
     FROM runlens.executions, wish WHERE id = ANY($1::uuid[]) AND finished_at > wish.last`,
    [ids],
  );
  const [{ n, seconds }] = rows;
  if (n < ids.length / 2) throw new Error(`only ${n} runs were left when all of them waited`);
  return n / seconds;
}
