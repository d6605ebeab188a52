import pg from 'pg';
import { against, ask, closeConnections, interleave, ms, percentile } from './measure.mjs';

/** Of facets and histogram, in times an execution by its id and in ms. */
const LIMIT = 40;
const LIMIT_MS = 80;
const ROUNDS = 30;
const WARM_UP = 4;
const BY_ID = 'one execution by its id, beside counts';
const UNFILTERED = 'facets and histogram, unfiltered';

/** For information: these end after the time that a screen waits, exact or estimated. */
const FILTERED = {
  'facets and histogram, last 7 days': 'since=-7d',
  'facets and histogram, two statuses': 'q=status:failed,rejected',
  'facets and histogram, one event': 'q=event:CREATE',
  'facets and histogram, a rare action': 'q=action:close_supplier',
  'facets and histogram, a word': 'q=revision',
  'facets and histogram, a path of the context': 'q=ctx.part.id:1234',
};

/** What a screen asks beside its list: all facets, the bars and the marks, until the last line. */
export async function counts({ server, say }) {
  const headers = { cookie: cookieOf(server) };
  const count = async (search) => {
    const url = `${server.url}/p/${server.project}/counts?zone=UTC&bars=80&values=12&${search}`;
    const answer = await ask(url, { headers });
    const lines = answer.text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    if (answer.status !== 200 || lines.at(-1)?.part !== 'end') {
      throw new Error(`${search}: ${answer.status} ${answer.text.slice(0, 500)}`);
    }
    return { lines, ms: answer.ms };
  };
  try {
    await checkTotal(server, await count(''));
    const ids = await sampleIds(server);
    const cases = {
      [BY_ID]: (round) => byId(server, ids[round % ids.length]),
      [UNFILTERED]: async () => (await count('')).ms,
      ...Object.fromEntries(
        Object.entries(FILTERED).map(([name, search]) => [
          name,
          async () => (await count(search)).ms,
        ]),
      ),
    };
    const taken = await interleave(cases, { rounds: ROUNDS, warmUp: WARM_UP });
    const basis = percentile(taken[BY_ID] ?? [], 0.5);
    return Object.entries(taken).flatMap(([name, values]) => {
      const median = percentile(values, 0.5);
      const ratio = median / basis;
      say(`${name}: ${ms(median)}, ${ratio.toFixed(1)} times`);
      const found = { what: name, ours: ms(median), ratio };
      if (name !== UNFILTERED) return [{ ...found, limit: '–', holds: true }];
      return [
        { ...found, limit: ms(LIMIT * basis), holds: ratio <= LIMIT },
        against(`${name}, median`, median, LIMIT_MS, ms),
      ];
    });
  } finally {
    closeConnections();
  }
}

const cookieOf = ({ session }) =>
  session.cookies.map(({ name, value }) => `${name}=${value}`).join('; ');

async function byId(server, id) {
  const answer = await ask(`${server.url}/api/v1/executions/${id}`, {
    headers: { authorization: `Bearer ${server.apiKey}` },
  });
  if (answer.status !== 200) throw new Error(`${id}: ${answer.status} ${answer.text}`);
  return answer.ms;
}

async function query(server, sql) {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function sampleIds(server) {
  const rows = await query(
    server,
    'SELECT id FROM runlens.executions TABLESAMPLE SYSTEM (1) ORDER BY md5(id::text) LIMIT 200',
  );
  return rows.map(({ id }) => id);
}

/** A fast answer that is wrong is no answer. */
async function checkTotal(server, { lines }) {
  const [{ count }] = await query(
    server,
    `SELECT count(*)::int AS count FROM runlens.executions e JOIN runlens.projects p ON p.id = e.project_id
     WHERE p.key = 'default'`,
  );
  const { histogram } = lines.find(({ part }) => part === 'histogram') ?? {};
  if (histogram?.total !== count || !histogram.exact) {
    throw new Error(`the histogram counts ${histogram?.total}, the table ${count}`);
  }
}
