import { randomBytes } from 'node:crypto';
import { ask, closeConnections } from './measure.mjs';

const SPANS = 10_000;
/** In how many traces they are: of one trace, of requests to a service, of nothing but roots. */
const TRACES = [1, 100, 10_000];
const LIMIT_MS = 2_000;
/** Of which the median counts; one more before them warms the code up. */
const ROUNDS = 5;

/** Ten thousand spans of OTLP in one request, accepted. */
export async function otlp({ server, say }) {
  const findings = [];
  try {
    for (const traces of TRACES) {
      const tookMs = await medianOf(traces, server, say);
      findings.push({
        what: `${number(SPANS)} OTLP spans of ${number(traces)} trace${traces === 1 ? '' : 's'} in one request, accepted`,
        ours: `${Math.round(tookMs)} ms`,
        limit: `${LIMIT_MS} ms`,
        ratio: tookMs / LIMIT_MS,
        holds: tookMs < LIMIT_MS,
      });
    }
    return findings;
  } finally {
    closeConnections();
  }
}

const number = (count) => count.toLocaleString('en');

async function medianOf(traces, server, say) {
  const times = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const body = JSON.stringify(request(traces, SPANS / traces));
    const began = performance.now();
    const { status, text } = await ask(`${server.url}/v1/traces`, {
      method: 'POST',
      headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
      body,
    });
    const took = performance.now() - began;
    if (status !== 200 || text !== '{}') throw new Error(`not accepted: ${status} ${text}`);
    say(`${number(traces)} traces, round ${round}: ${Math.round(took)} ms`);
    if (round > 0) times.push(took);
  }
  return times.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)];
}

function request(traces, spansOfTrace) {
  const text = (key, stringValue) => ({ key, value: { stringValue } });
  const spans = Array.from({ length: traces }, () => {
    const traceId = randomBytes(16).toString('hex');
    const prefix = randomBytes(4).toString('hex');
    const idOf = (index) => `${prefix}${(index + 1).toString(16).padStart(8, '0')}`;
    const start = BigInt(Date.now()) * 1_000_000n;
    return Array.from({ length: spansOfTrace }, (_, index) => ({
      traceId,
      spanId: idOf(index),
      parentSpanId: index === 0 ? '' : idOf(index >> 1),
      name: index === 0 ? 'POST /orders' : 'SELECT part',
      kind: index === 0 ? 2 : 3,
      startTimeUnixNano: String(start + BigInt(index) * 1_000n),
      endTimeUnixNano: String(start + BigInt(index + 50) * 1_000n),
      attributes: [text('db.system.name', 'postgresql'), text('db.query.text', 'SELECT 1')],
      status: {},
    }));
  });
  const resource = { attributes: [text('service.name', 'shop')] };
  return { resourceSpans: [{ resource, scopeSpans: [{ spans: spans.flat() }] }] };
}
