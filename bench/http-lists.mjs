import pg from 'pg';
import { openList } from './browser.mjs';
import { ask, closeConnections, interleave, ms, percentile } from './measure.mjs';
import { RARE } from './shop.mjs';

/** Of the median of an execution by its id, in the same run. */
const LIMIT = 6;
const FILTER_LIMIT = 8;
const SUBSTRING_LIMIT = 12;
const COMBINATION_LIMIT = 30;
const ROUNDS = 40;
const WARM_UP = 4;
const PAGES_DEEP = 200;
const BY_ID = 'one execution by its id';
/** Hex, but of no row. */
const NO_HIT = 'zzq7xk';

/** Every list of the API, and the page's own, each against an execution by its id. */
export async function httpLists({ server, say }) {
  const client = new pg.Client(server.databaseUrl);
  await client.connect();
  try {
    const api = `${server.url}/api/v1/executions`;
    const headers = { authorization: `Bearer ${server.apiKey}` };
    const get = async (path) => {
      const answer = await ask(`${api}${path}`, { headers });
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer;
    };
    const samples = await sampleRows(client);
    const cursor = await walk(get, PAGES_DEEP);
    const paths = listPaths({ ...samples, cursor });
    for (const [name, { path, hits }] of Object.entries(paths)) {
      const { items } = JSON.parse((await get(path)).text);
      if (hits !== undefined && items.length !== hits) {
        throw new Error(`${name}: ${items.length} rows of ${path}, not ${hits}`);
      }
    }
    const action = await listAction(server);
    const cases = {
      [BY_ID]: async (round) => (await get(`/${samples.ids[round % samples.ids.length]}`)).ms,
      ...Object.fromEntries(
        Object.entries(paths).map(([name, { path }]) => [name, async () => (await get(path)).ms]),
      ),
      'the page’s own next 50 (server action)': action,
    };
    const taken = await interleave(cases, { rounds: ROUNDS, warmUp: WARM_UP });
    const basis = percentile(taken[BY_ID] ?? [], 0.5);
    return Object.entries(taken).map(([name, values]) => {
      const median = percentile(values, 0.5);
      const ratio = median / basis;
      const times = paths[name]?.limit ?? LIMIT;
      say(`${name}: ${ms(median)}, ${ratio.toFixed(1)} times`);
      if (name === BY_ID) return { what: name, ours: ms(median), limit: '–', ratio, holds: true };
      return {
        what: name,
        ours: ms(median),
        limit: ms(times * basis),
        ratio,
        holds: ratio <= times,
      };
    });
  } finally {
    await client.end();
    closeConnections();
  }
}

/** Follows `next` from the newest page on, as a person who scrolls. */
async function walk(get, pages) {
  let cursor = null;
  for (let page = 0; page < pages; page += 1) {
    const path = cursor ? `?limit=50&cursor=${cursor}` : '?limit=50';
    cursor = JSON.parse((await get(path)).text).next;
    if (cursor === null) throw new Error(`the list ends after ${page + 1} pages`);
  }
  return cursor;
}

/** Ids from all days, a row of the middle, and six characters that no other row has. */
async function sampleRows(client) {
  const { rows } = await client.query(
    `SELECT id, request_id, target_record_id FROM runlens.executions TABLESAMPLE SYSTEM (1)
     ORDER BY md5(id::text) LIMIT 200`,
  );
  for (const { request_id } of rows) {
    for (const start of [2, 9, 14, 19, 27]) {
      const six = request_id.slice(start, start + 6);
      const { rows: found } = await client.query(
        'SELECT FROM runlens.executions WHERE search LIKE $1 LIMIT 2',
        [`%${six}%`],
      );
      if (found.length === 1) {
        return { ids: rows.map(({ id }) => id), six, requestId: request_id };
      }
    }
  }
  throw new Error('no six characters with one hit among the sampled rows');
}

function listPaths({ six, requestId, cursor }) {
  const none = 'none@example.com';
  return {
    'newest 50': { path: '?limit=50', hits: 50 },
    'oldest 50': { path: '?order=oldest', hits: 50 },
    [`keyset page ${PAGES_DEEP} deep`]: { path: `?limit=50&cursor=${cursor}`, hits: 50 },
    'six characters, one hit': { path: `?q=${six}`, hits: 1 },
    'six characters, no hit': { path: `?q=${NO_HIT}`, hits: 0 },
    'whole request id': { path: `?q=${requestId}`, hits: 1 },
    'a word of every message': { path: '?q=revision', hits: 50 },
    'status, frequent': { path: '?status=failed', hits: 50 },
    'status, two of them': { path: '?status=failed,rejected', hits: 50 },
    'status, rare': { path: '?status=pending' },
    'status, no hit': { path: '?status=queued', hits: 0 },
    'event, frequent': { path: '?event=UPDATE', hits: 50 },
    'event, rare': { path: `?event=${RARE.event}` },
    'event, no hit': { path: '?event=NONE', hits: 0 },
    'target, frequent': { path: '?target=PART', hits: 50 },
    'target, rare': { path: `?target=${RARE.target}` },
    'target, no hit': { path: '?target=NONE', hits: 0 },
    'action, frequent': { path: '?action=check_part', hits: 50 },
    'action, rare': { path: `?action=${RARE.action}` },
    'action, no hit': { path: '?action=none', hits: 0 },
    'triggered by, frequent': { path: '?triggered_by=ana@example.com', hits: 50 },
    'triggered by, rare': { path: `?triggered_by=${RARE.triggeredBy}` },
    'triggered by, no hit': { path: `?triggered_by=${none}`, hits: 0 },
    'environment, frequent': { path: '?environment=staging', hits: 50 },
    'environment, rare': { path: `?environment=${RARE.environment}` },
    'environment, no hit': { path: '?environment=none', hits: 0 },
    'time, last 24 hours': { path: '?since=-24h', hits: 50 },
    'time, a day two weeks ago': { path: '?since=-15d&until=-14d', hits: 50 },
    'time, nothing in it': { path: '?since=2020-01-01&until=2020-01-02', hits: 0 },
    'duration, at least 1 s': { path: '?min_ms=1000', hits: 50 },
    'duration, at most 10 ms': { path: '?max_ms=10', hits: 50 },
    'duration, between': { path: '?min_ms=400&max_ms=420', hits: 50 },
    'duration, rare': { path: `?min_ms=${RARE.durationMs}` },
    'duration, no hit': { path: `?min_ms=${RARE.durationMs * 2}`, hits: 0 },
    ...filters({ requestId }),
    ...substrings({ six, requestId }),
    'five filters at once': {
      path: q(
        'status:failed event:UPDATE target:PART action:check_part triggered_by:ana@example.com',
      ),
      limit: COMBINATION_LIMIT,
    },
    'five filters at once, no hit': {
      path: q(
        'status:paused event:DELETE target:RETURN action:close_part triggered_by:noa@example.com',
      ),
      limit: COMBINATION_LIMIT,
    },
  };
}

const q = (text) => `?q=${encodeURIComponent(text)}`;

/** The other fields of the query language, one at a time. */
function filters({ requestId }) {
  const queries = {
    'raised action': 'raised_action:check_part',
    'raised action, rare': `raised_action:${RARE.action}`,
    'raised action, no hit': 'raised_action:none',
    'validation message': 'validation_message:"no revision"',
    'validation message, no hit': `validation_message:${NO_HIT}`,
    'request id': `request_id:${requestId}`,
    'record id': 'target_record_id:34',
    'id, no hit': 'id:none',
    'reproducibility, frequent': 'reproducibility:not_tried',
    'reproducibility, no hit': 'reproducibility:verified',
    'code version': 'code:0',
    'code version, no hit': 'code:ffffffffffff',
    'error group': 'has:error_group',
    'error group, no hit': 'error_group:none',
    'attempt, no hit': 'attempt:>1',
    'errors, no hit': 'errors:>0',
    'created in two days': 'created:-9d..-7d',
    'not a status': '-status:success',
  };
  return named(queries, 'filter', FILTER_LIMIT);
}

function substrings({ six, requestId }) {
  const queries = {
    'three characters': 'rev',
    'three characters of an id': six.slice(0, 3),
    'five characters of an id': six.slice(0, 5),
    'eight characters of an id': requestId.slice(9, 17),
    'a phrase': '"has no revision"',
    'two words': 'supplier audit',
  };
  return named(queries, 'substring', SUBSTRING_LIMIT);
}

function named(queries, kind, limit) {
  return Object.fromEntries(
    Object.entries(queries).map(([name, text]) => [`${kind}: ${name}`, { path: q(text), limit }]),
  );
}

/** The request that the page sends when somebody scrolls, to be sent again. */
async function listAction(server) {
  const { page, close } = await openList(server);
  try {
    const asked = page.waitForRequest(
      (one) => one.method() === 'POST' && Boolean(one.headers()['next-action']),
    );
    await page.getByRole('grid').hover();
    await page.mouse.wheel(0, 20_000);
    const found = await asked;
    const headers = await found.allHeaders();
    for (const name of Object.keys(headers)) {
      if (/^(:|content-length$|connection$|accept-encoding$)/.test(name)) delete headers[name];
    }
    const options = { method: 'POST', headers, body: found.postData() ?? '' };
    return async () => {
      const answer = await ask(found.url(), options);
      if (answer.status !== 200) throw new Error(`the list action answered ${answer.status}`);
      return answer.ms;
    };
  } finally {
    await close();
  }
}
