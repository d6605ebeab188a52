import { ask } from './measure.mjs';

export function post(server, path, body) {
  return ask(`${server.url}/api/v1/executions${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/x-ndjson' },
    body,
  });
}

export async function begin(server, id, status, more = {}) {
  const message = {
    id,
    status,
    event: 'UPDATE',
    target: 'PART',
    // The same id with another time would be another execution.
    created_at: server.entriesSince,
    ...more,
  };
  const { status: code, text } = await post(server, '', JSON.stringify(message));
  if (code !== 200) throw new Error(`not stored: ${code} ${text}`);
  return JSON.parse(text).ids[0];
}

const LEVEL = (n) => (n % 100 === 0 ? 'error' : n % 20 === 0 ? 'warning' : 'info');

export function entry(n) {
  return JSON.stringify({
    ...{ seq: n, level: LEVEL(n), event: `event_${n % 12}` },
    ...{ message: `Completed resource ${n}: 12,500 rows, 3 files`, data: { rows: n, files: 3 } },
    ...{
      worker_id: `worker-${n % 4}`,
      occurred_at: new Date(1_764_000_000_000 + n * 7).toISOString(),
    },
  });
}
