// Compares rows of bench/load.mjs with what ingest makes of the same messages:
//   RUNLENS_URL=… RUNLENS_API_KEY=… DATABASE_URL=… node bench/check-load.mjs [rows = 300]
import { isDeepStrictEqual } from 'node:util';
import pg from 'pg';

const count = Number(process.argv[2] ?? 300);
const { RUNLENS_URL, RUNLENS_API_KEY, DATABASE_URL } = process.env;
const STATUSES = 'queued pending running paused success partially_executed failed rejected';

/** The message that a producer would have sent for a row, in its raw texts. */
function messageOf({ row, payload, code }) {
  const parts = {
    id: JSON.stringify(row.external_id),
    created_at: JSON.stringify(row.created_at),
    started_at: JSON.stringify(row.started_at),
    finished_at: row.finished_at && JSON.stringify(row.finished_at),
    duration_ms: row.duration_ms?.toString(),
    status: JSON.stringify(STATUSES.split(' ')[row.status]),
    event: JSON.stringify(row.event),
    target: JSON.stringify(row.target),
    target_record_id: JSON.stringify(row.target_record_id),
    actions: payload.actions_text,
    raised_action: row.raised_action && JSON.stringify(row.raised_action),
    validation_message: row.validation_message && JSON.stringify(row.validation_message),
    request_id: JSON.stringify(row.request_id),
    triggered_by: JSON.stringify(row.triggered_by),
    environment: JSON.stringify(row.environment),
    trigger: payload.trigger_text,
    language: JSON.stringify(row.language),
    code,
    context: payload.context_text,
    output: payload.output_text,
    attributes: payload.attributes_text,
  };
  const present = Object.entries(parts).filter(([, json]) => json);
  return `{${present.map(([key, json]) => `"${key}": ${json}`).join(', ')}}`;
}

const iso = (column) =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS ${column}`;

async function read(client, where, values) {
  const { rows } = await client.query(
    `SELECT e.*, ${['created_at', 'started_at', 'finished_at'].map((c) => iso(`e.${c}`).replace('AS e.', 'AS ')).join(', ')}
     FROM runlens.executions e ${where} ORDER BY id`,
    values,
  );
  const ids = rows.map(({ id }) => id);
  const { rows: payloads } = await client.query(
    'SELECT * FROM runlens.execution_payloads WHERE execution_id = ANY($1::uuid[]) ORDER BY execution_id',
    [ids],
  );
  const { rows: codes } = await client.query(
    'SELECT project_id, sha256, source_json FROM runlens.code_versions',
  );
  return rows.map(({ received_at, ...row }, index) => {
    const code = codes.find(
      (c) => c.project_id === row.project_id && c.sha256.equals(row.code_sha256),
    );
    return { row, payload: payloads[index], code: code?.source_json };
  });
}

const client = new pg.Client(DATABASE_URL);
await client.connect();
try {
  // The key opens the default project, and ids follow from the project.
  const { rows: found } = await client.query(
    `SELECT id FROM runlens.executions WHERE project_id = (SELECT id FROM runlens.projects WHERE key = 'default')
     ORDER BY content_sha256 LIMIT $1`,
    [count],
  );
  const ids = found.map(({ id }) => id);
  const loaded = await read(client, 'WHERE id = ANY($1::uuid[])', [ids]);
  await client.query('DELETE FROM runlens.executions WHERE id = ANY($1::uuid[])', [ids]);
  await client.query(
    'DELETE FROM runlens.execution_payloads WHERE execution_id = ANY($1::uuid[])',
    [ids],
  );
  const answer = await fetch(`${RUNLENS_URL}/api/v1/executions`, {
    method: 'POST',
    headers: { authorization: `Bearer ${RUNLENS_API_KEY}`, 'content-type': 'application/x-ndjson' },
    body: loaded.map(messageOf).join('\n'),
  });
  const report = await answer.json();
  const sent = await read(client, 'WHERE id = ANY($1::uuid[])', [ids]);
  const different = loaded.flatMap((one, index) =>
    ['row', 'payload', 'code'].flatMap((part) => {
      const other = sent[index]?.[part];
      if (part === 'code')
        return one.code === other ? [] : [{ part, loaded: one.code, sent: other }];
      return Object.keys(one[part])
        .filter((column) => !isDeepStrictEqual(one[part][column], other?.[column]))
        .map((column) => ({ column, loaded: one[part][column], sent: other?.[column] }));
    }),
  );
  console.log(
    `${report.accepted} of ${loaded.length} accepted, ${sent.length} found again, ${different.length} differences`,
  );
  for (const one of different.slice(0, 5)) console.log(one);
  process.exitCode = different.length > 0 || sent.length !== loaded.length ? 1 : 0;
} finally {
  await client.end();
}
