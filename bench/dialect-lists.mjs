import { begin, entry, post } from './entry-sender.mjs';
import { ask, closeConnections, interleave, ms, percentile } from './measure.mjs';

/** Times the median of the native list of the same things. */
const LIMIT = 1.3;
const ROUNDS = 60;
const WARM_UP = 10;
const STEPS = 100;
const ENTRIES = 1_000;
/** Of the loaded executions. */
const ACTION = 'check_part';

/** Each list in the form of another system against the native one, page by page of equal length. */
export async function dialectLists({ server, say }) {
  try {
    const id = await sendOne(server);
    const native = `/api/v1/executions`;
    const flow = `/logs?projectId=${server.project}&limit=100&page=1`;
    const own = `flowId=bench_dialects&original_filename_uuid=${id}`;
    const pairs = {
      'Akinon, 100 main logs': [
        `${flow}&flowId=${ACTION}&log_type=1`,
        `${native}?action=${ACTION}&limit=100`,
      ],
      'Akinon, 100 sub logs of an execution': [
        `${flow}&${own}&log_type=2`,
        `${native}/${id}/steps?limit=100`,
      ],
      'Akinon, 100 line logs of an execution': [
        `${flow}&${own}&log_type=3`,
        `${native}/${id}/entries?limit=100`,
      ],
      'VirtuousAI, the log of a run': [
        `/api/v1/action-runs/${id}/logs`,
        `${native}/${id}/entries?limit=1000`,
      ],
      'StackOne, one log': [`/logs/actions/${id}`, `${native}/${id}`],
    };
    const headers = { authorization: `Bearer ${server.apiKey}` };
    const basic = { authorization: `Basic ${btoa(`${server.apiKey}:`)}` };
    const get = async (path) => {
      const answer = await ask(server.url + path, {
        headers: path.startsWith('/logs/actions') ? basic : headers,
      });
      if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer.ms;
    };
    const cases = Object.fromEntries(
      Object.entries(pairs).flatMap(([name, paths]) =>
        paths.map((path, index) => [`${name} ${index}`, () => get(path)]),
      ),
    );
    const taken = await interleave(cases, { rounds: ROUNDS, warmUp: WARM_UP });
    return Object.keys(pairs).map((name) => {
      const [ours, basis] = [0, 1].map((index) => percentile(taken[`${name} ${index}`] ?? [], 0.5));
      const ratio = ours / basis;
      say(`${name}: ${ms(ours)}, natively ${ms(basis)}, ${ratio.toFixed(2)} times`);
      return { what: name, ours: ms(ours), limit: ms(LIMIT * basis), ratio, holds: ratio <= LIMIT };
    });
  } finally {
    closeConnections();
  }
}

/** An execution with steps and entries. Gives the id that it was sent with. */
async function sendOne(server) {
  server.entriesSince ??= new Date().toISOString();
  const id = `dialects-${Date.now().toString(36)}`;
  await begin(server, id, 'success', { actions: ['bench_dialects'] });
  const steps = Array.from({ length: STEPS }, (_, n) =>
    JSON.stringify({
      ...{ seq: n + 1, name: `Step ${n + 1}`, connector: 'http', status: 'success' },
      ...{ duration_ms: n, input: { part: n }, output: { rows: n } },
    }),
  );
  const lines = Array.from({ length: ENTRIES }, (_, n) => entry(n + 1));
  for (const [what, body] of Object.entries({ steps, entries: lines })) {
    const { status, text } = await post(server, `/${id}/${what}`, body.join('\n'));
    if (status !== 200) throw new Error(`not stored: ${status} ${text.slice(0, 200)}`);
  }
  return id;
}
