import { Agent, get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { against, ask, closeConnections, ms, percentile } from './measure.mjs';

const VIEWERS = 200;
const PER_SECOND = 50;
const SECONDS = 20;
const LIMIT_MS = 1_000;
/** After the last answer: what has not come by then is lost. */
const LAST_MS = 5_000;
/** Every so many-th execution runs first and ends a second later. */
const RUNNING_EVERY = 5;

const STATUSES = ['failed', 'success', 'rejected', 'partially_executed'];
const EVENTS = ['UPDATE', 'CREATE', 'DELETE'];
const TARGETS = ['PART', 'ORDER', 'INVOICE', 'SHIPMENT', 'SUPPLIER'];

/** What people look at, each with what it means for an execution that is sent here. */
const QUERIES = [
  { q: '', holds: () => true },
  ...STATUSES.map((status) => ({ q: `status:${status}`, holds: (one) => one.status === status })),
  ...EVENTS.map((event) => ({ q: `event:${event}`, holds: (one) => one.event === event })),
  ...TARGETS.map((target) => ({ q: `target:${target}`, holds: (one) => one.target === target })),
  {
    q: 'status:failed,rejected -event:DELETE',
    holds: (one) => isBad(one) && one.event !== 'DELETE',
  },
  { q: 'duration:>=500ms', holds: (one) => one.duration_ms >= 500 },
  { q: 'triggered_by:ana@example.com', holds: (one) => one.triggered_by === 'ana@example.com' },
  { q: 'has:validation_message', holds: (one) => one.validation_message !== null },
  { q: 'revision', holds: (one) => one.validation_message !== null },
  { q: 'ctx.part.id:7', holds: (one) => one.context.part.id === 7 },
  {
    q: 'target:PART OR ctx.part.id:<3',
    holds: (one) => one.target === 'PART' || one.context.part.id < 3,
  },
];

const stateOf = ({ status }) => (status === 'running' ? 'running' : 'end');
const isBad = ({ status }) => status === 'failed' || status === 'rejected';

/** People watch lists while executions come in: how long a change takes to each of them, and whether it comes. */
export async function live({ server, say }) {
  const agent = new Agent({ keepAlive: false, maxSockets: VIEWERS });
  const viewers = await Promise.all(
    Array.from({ length: VIEWERS }, (_, n) => watch(server, QUERIES[n % QUERIES.length], agent)),
  );
  say(`${VIEWERS} viewers of ${QUERIES.length} lists`);
  try {
    const sent = await write(server);
    await sleep(LAST_MS);
    const waits = [];
    let lost = 0;
    for (const { query, came } of viewers) {
      for (const { id, message, answeredAt } of sent) {
        const at = came.get(`${id} ${stateOf(message)}`);
        if (at !== undefined) waits.push(Math.max(0, at - answeredAt));
        // One that ended before anybody could be told of its running came as one that ended.
        else if (query.holds(message) && !came.has(`${id} end`)) lost += 1;
      }
    }
    const twice = viewers.reduce((sum, viewer) => sum + viewer.twice, 0);
    const resets = viewers.reduce((sum, viewer) => sum + viewer.resets, 0);
    say(`${sent.length} messages, ${waits.length} seen; p50 ${ms(percentile(waits, 0.5))}`);
    const what = `live lists of ${VIEWERS} viewers, ${PER_SECOND} executions a second`;
    return [
      against(`${what}: from commit to viewer, p99`, percentile(waits, 0.99), LIMIT_MS, ms),
      none(`${what}: lost`, lost),
      none(`${what}: given twice`, twice),
      none(`${what}: told to begin anew`, resets),
    ];
  } finally {
    for (const { leave } of viewers) leave();
    agent.destroy();
    closeConnections();
  }
}

function none(what, count) {
  return { what, ours: String(count), limit: '0', ratio: count, holds: count === 0 };
}

/** One viewer, as a screen is one; settles when the server has said that all from now on will come. */
function watch(server, query, agent) {
  const [{ value: session }] = server.session.cookies.filter(({ name }) => /session/.test(name));
  const url = `${server.url}/p/${server.project}/executions/stream?q=${encodeURIComponent(query.q)}`;
  const headers = { cookie: `runlens_session=${session}`, accept: 'text/event-stream' };
  const viewer = { query, came: new Map(), twice: 0, resets: 0, leave: () => request.destroy() };
  const seqs = new Set();
  let request;
  return new Promise((resolve, reject) => {
    request = get(url, { headers, agent }, (answer) => {
      if (answer.statusCode !== 200) return reject(new Error(`${answer.statusCode} for a viewer`));
      let rest = '';
      answer.setEncoding('utf8');
      answer.on('error', () => undefined);
      answer.on('data', (chunk) => {
        const at = performance.now();
        const blocks = (rest + chunk).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          const [, type] = /^event: (.*)$/m.exec(block) ?? [];
          if (type === 'ready') resolve(viewer);
          if (type === 'reset') viewer.resets += 1;
          if (type !== 'executions') continue;
          const { items } = JSON.parse(/^data: (.*)$/m.exec(block)?.[1] ?? '{}');
          for (const { seq, id, row } of items) {
            if (seqs.has(seq)) viewer.twice += 1;
            seqs.add(seq);
            const key = `${id} ${stateOf(row)}`;
            if (!viewer.came.has(key)) viewer.came.set(key, at);
          }
        }
      });
    });
    request.on('error', reject);
  });
}

/** Sends at a steady pace; says what was answered and when. */
async function write(server) {
  const sent = [];
  const sending = [];
  const began = performance.now();
  const run = Date.now().toString(36);
  const send = async (message) => {
    const { status, text } = await ask(`${server.url}/api/v1/executions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${server.apiKey}`,
        'content-type': 'application/json',
      },
      body: JSON.stringify(message),
    });
    const answeredAt = performance.now();
    const { ids, accepted } = status === 200 ? JSON.parse(text) : {};
    if (accepted !== 1) throw new Error(`not stored: ${status} ${text}`);
    sent.push({ id: ids[0], message, answeredAt });
  };
  for (let n = 0; n < PER_SECOND * SECONDS; n += 1) {
    await sleep(Math.max(0, began + (n * 1_000) / PER_SECOND - performance.now()));
    const message = execution(`live-${run}-${n}`, n);
    if (n % RUNNING_EVERY > 0) sending.push(send(message));
    else {
      const later = async () => {
        await send({ ...message, status: 'running', duration_ms: null });
        await sleep(1_000);
        await send(message);
      };
      sending.push(later());
    }
  }
  await Promise.all(sending);
  return sent;
}

function execution(id, n) {
  const status = STATUSES[n % STATUSES.length];
  return {
    id,
    created_at: new Date().toISOString(),
    status,
    event: EVENTS[n % EVENTS.length],
    target: TARGETS[n % TARGETS.length],
    target_record_id: String(n),
    duration_ms: (n * 37) % 1_000,
    triggered_by: n % 7 === 0 ? 'ana@example.com' : 'wei@example.com',
    validation_message: isBad({ status }) ? `Part ${n} has no revision` : null,
    actions: [{ key: 'check_part' }],
    context: { part: { id: n % 11 } },
  };
}
