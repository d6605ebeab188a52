// Loads executions into a project by SQL, spread over the last 30 days:
//   DATABASE_URL=… node bench/load.mjs [rows = 1000000] [project = bench]
// What it writes is what ingest would write (bench/check-load.mjs compares); only the way in is faster.
import { createHash } from 'node:crypto';
import { pathToFileURL } from 'node:url';
import pg from 'pg';
import { ACTIONS, codeOf, RARE } from './shop.mjs';

const DAY_MS = 86_400_000;
const DAYS = 30;
/** Rows with contexts of one to three kilobytes; older ones are short, to fit on a laptop. */
const NEWEST = 20_000;
/** Rows in which the first ten share a moment, as after a bulk import. */
const BLOCK = 50;
const TABLES = ['executions', 'execution_payloads', 'execution_steps', 'execution_entries'];
const AT_ONCE = 2;

/**
 * Answers with the number of executions; a project that has some already is left as it is.
 * @param {{ databaseUrl: string, rows: number, projectKey: string, say?: (line: string) => void }} options
 */
export async function load({ databaseUrl, rows, projectKey, say = () => {} }) {
  const began = performance.now();
  const clients = Array.from({ length: AT_ONCE }, () => new pg.Client(databaseUrl));
  try {
    for (const client of clients) {
      await client.connect();
      await client.query(`SET maintenance_work_mem = '256MB'; SET work_mem = '64MB'`);
    }
    const [client] = clients;
    const { rows: projects } = await client.query(
      `INSERT INTO runlens.projects (key, name) VALUES ($1, 'Bench')
       ON CONFLICT (key) DO UPDATE SET name = projects.name RETURNING id`,
      [projectKey],
    );
    const projectId = projects[0].id;
    const { rows: held } = await client.query(
      'SELECT count(*)::int AS count FROM runlens.executions WHERE project_id = $1',
      [projectId],
    );
    if (held[0].count > 0) {
      say(`the project holds ${held[0].count} executions already`);
      return held[0].count;
    }
    await insertActions(client, projectId);
    const days = daysOf(rows);
    const total = days.length;
    let done = 0;
    await Promise.all(
      clients.map(async (one) => {
        for (let day = days.shift(); day; day = days.shift()) {
          await fillDay(one, projectId, rows, day);
          const seconds = ((performance.now() - began) / 1000).toFixed(0);
          done += 1;
          if (done % 5 === 0) say(`${done} of ${total} days, ${seconds} s`);
        }
      }),
    );
    await count(client, projectId);
    for (const table of [...TABLES, 'rollup_quarters', 'rollup_days']) {
      await client.query(`VACUUM ANALYZE runlens.${table}`);
    }
    await client.query('CHECKPOINT').catch(() => undefined);
    say(`loaded and analysed in ${((performance.now() - began) / 1000).toFixed(0)} s`);
    return rows;
  } finally {
    for (const client of clients) await client.end();
  }
}

/** The days with the numbers of their rows; a block of rows belongs to the day in which it begins. */
function daysOf(rows) {
  const untilMs = Date.now();
  const fromMs = untilMs - DAYS * DAY_MS;
  const stepMs = (untilMs - fromMs) / rows;
  const days = [];
  for (let from = 0; from < rows; ) {
    const day = Math.floor((fromMs + from * stepMs) / DAY_MS) * DAY_MS;
    const blocks = Math.ceil((day + DAY_MS - fromMs) / stepMs / BLOCK);
    const to = Math.min(rows, Math.max(blocks * BLOCK, from + BLOCK));
    days.push({ day, fromMs, stepMs, from, to, lastMs: Math.min(day + DAY_MS, untilMs) - 1 });
    from = to;
  }
  return days;
}

async function insertActions(client, projectId) {
  const sources = ACTIONS.map(({ key }) => codeOf(key));
  await client.query(
    `INSERT INTO runlens.code_versions (project_id, sha256, source_json, byte_length)
     SELECT $1::int, sha256(convert_to(u.source, 'UTF8')), u.source, u.bytes
     FROM unnest($2::text[], $3::int[]) u (source, bytes) ON CONFLICT DO NOTHING`,
    [
      projectId,
      sources.map((code) => JSON.stringify(code)),
      sources.map((code) => Buffer.byteLength(code)),
    ],
  );
  await client.query(
    `INSERT INTO runlens.actions (project_id, key, name, language)
     SELECT $1::int, u.key, u.name, 'python' FROM unnest($2::text[], $3::text[]) u (key, name)
     ON CONFLICT DO NOTHING`,
    [projectId, ACTIONS.map(({ key }) => key), ACTIONS.map(({ name }) => name)],
  );
}

const hex12 = (ms) => ms.toString(16).padStart(12, '0');
const lowestIdAt = (ms) => `${hex12(ms).slice(0, 8)}-${hex12(ms).slice(8)}-0000-0000-000000000000`;
const partitionOf = (table, ms) =>
  `runlens.${table}_p${new Date(ms).toISOString().slice(0, 10).replaceAll('-', '')}`;

/** A day that is not there yet is filled first and gets its indexes when it is attached. */
async function fillDay(client, projectId, rows, { day, ...range }) {
  const fresh = [];
  for (const table of TABLES) {
    const name = partitionOf(table, day);
    const { rows: found } = await client.query('SELECT to_regclass($1) AS oid', [name]);
    if (found[0].oid === null) {
      await client.query(
        `CREATE TABLE ${name} (LIKE runlens.${table} INCLUDING DEFAULTS INCLUDING GENERATED)`,
      );
      await client.query(
        `ALTER TABLE ${name} SET (autovacuum_vacuum_insert_scale_factor = 0.02,
           autovacuum_analyze_scale_factor = 0.02)`,
      );
      fresh.push([table, name]);
    }
  }
  await client.query(INSERT(partitionOf('executions', day), partitionOf(TABLES[1], day)), [
    projectId,
    range.from,
    range.to,
    range.fromMs,
    range.stepMs,
    range.lastMs,
    rows - NEWEST,
    ACTIONS.map(({ key }) => key),
    ACTIONS.map(({ name }) => name),
    ACTIONS.map(({ key }) => JSON.stringify(codeOf(key))),
    ACTIONS.map(({ key }) =>
      createHash('sha256')
        .update(JSON.stringify(codeOf(key)))
        .digest(),
    ),
  ]);
  for (const [table, name] of fresh) {
    await client.query(
      `ALTER TABLE runlens.${table} ATTACH PARTITION ${name}
       FOR VALUES FROM ('${lowestIdAt(day)}') TO ('${lowestIdAt(day + DAY_MS)}')`,
    );
  }
}

/** What ingest counts, and the folder adds up: see lib/db/rollups. */
async function count(client, projectId) {
  const ms = `('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint`;
  await client.query(
    `INSERT INTO runlens.rollup_quarters (project_id, quarter, status, n)
     SELECT project_id, to_timestamp(${ms} / 900000 * 900), status, count(*)
     FROM runlens.executions WHERE project_id = $1 GROUP BY 1, 2, 3`,
    [projectId],
  );
  await client.query(
    `WITH counted AS MATERIALIZED (
       SELECT dim, status, day, value, count(*) AS n FROM (
         SELECT status, to_timestamp(${ms} / 86400000 * 86400) AS day, event, target, triggered_by, environment,
           CASE reproducibility WHEN 5 THEN 'not_tried' ELSE 'not_recorded' END AS verdict, action_keys
         FROM runlens.executions WHERE project_id = $1
       ) e CROSS JOIN LATERAL (
         VALUES (1, event), (2, target), (4, triggered_by), (5, environment), (6, verdict)
         UNION ALL SELECT 3, unnest(action_keys)
       ) v (dim, value) GROUP BY 1, 2, 3, 4
     )
     INSERT INTO runlens.rollup_days (project_id, dim, status, day, value, n)
     SELECT $1::int, dim, status, day, value, n FROM counted
     UNION ALL SELECT $1::int, dim, -1, day, value, sum(n) FROM counted GROUP BY dim, day, value`,
    [projectId],
  );
  await client.query(
    `INSERT INTO runlens.error_groups (project_id, fingerprint, action_key, message_template, first_execution_id)
     SELECT $1::int, error_group, min(raised_action), min(regexp_replace(validation_message, '[0-9]+', '…', 'g')),
       min(id::text COLLATE "C")::uuid
     FROM runlens.executions WHERE project_id = $1 AND error_group IS NOT NULL GROUP BY 2 ON CONFLICT DO NOTHING`,
    [projectId],
  );
  await client.query(
    `INSERT INTO runlens.action_versions (project_id, action_key, code_sha256, first_execution_id)
     SELECT $1::int, unnest(action_keys), code_sha256, min(id::text COLLATE "C")::uuid
     FROM runlens.executions WHERE project_id = $1 GROUP BY 2, 3 ON CONFLICT DO NOTHING`,
    [projectId],
  );
}

/** A member of the message as it is hashed, or nothing where the message has not got it. */
const member = (key, json) => `'"${key}":' || ${json} || E'\\n'`;
const text = (column) => `to_json(${column})::text`;
const instant = (column) =>
  `to_json(to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))::text`;
const STATUS_NAMES = 'queued pending running paused success partially_executed failed rejected';

/** In the order of the keys: see lib/ingest/content-hash.ts. */
const CONTENT = [
  member('actions', 'actions_text'),
  member('attributes', 'attributes_text'),
  member('code', '($10::text[])[first_action]'),
  member('context', 'context_text'),
  member('created_at', instant('created_at')),
  member('duration_ms', 'duration_ms::text'),
  member('environment', text('environment')),
  member('event', text('event')),
  member('finished_at', instant('finished_at')),
  member('id', text('external_id')),
  member('language', `'"python"'`),
  member('output', 'output_text'),
  member('raised_action', text('raised_action')),
  member('request_id', text('request_id')),
  member('started_at', instant('created_at')),
  member('status', `to_json((string_to_array('${STATUS_NAMES}', ' '))[status + 1])::text`),
  member('target', text('target')),
  member('target_record_id', text('record_id')),
  member('trigger', 'trigger_text'),
  member('triggered_by', text('triggered_by')),
  member('validation_message', text('message')),
].join(', ');

/** Parameters: project, rows from and to, first ms, ms a row, last ms, first long row, the actions. */
const INSERT = (executions, payloads) => `
  WITH made AS MATERIALIZED (
    SELECT n, md5('runlens bench ' || n) AS noise,
      least($6::bigint, floor($4::float8 + (n - CASE WHEN n % ${BLOCK} < 10 THEN n % ${BLOCK} ELSE 0 END) * $5::float8)::bigint) AS ms
    FROM generate_series($2::int, $3::int - 1) n
  ), drawn AS MATERIALIZED (
    SELECT *, ('x' || substr(noise, 1, 6))::bit(24)::int / 16777216.0 AS r,
      ('x' || substr(noise, 7, 6))::bit(24)::int / 16777216.0 AS s,
      ('x' || substr(noise, 13, 6))::bit(24)::int / 16777216.0 AS t,
      ('x' || substr(noise, 19, 6))::bit(24)::int / 16777216.0 AS u,
      'run_' || substr(md5('id ' || n), 1, 20) AS external_id,
      (md5('request ' || n))::uuid::text AS request_id,
      (1000 + (n * 7919::bigint) % 90000)::text AS record_id
    FROM made
  ), chosen AS MATERIALIZED (
    SELECT *, to_timestamp(ms / 1000.0)::timestamptz(3) AS created_at,
      sha256(convert_to($1::text, 'UTF8') || '\\x00'::bytea || convert_to(external_id, 'UTF8')) AS tail,
      CASE WHEN n % 20011 = 5 THEN 1 WHEN r < 0.78 THEN 4 WHEN r < 0.93 THEN 6 WHEN r < 0.96 THEN 5
        WHEN r < 0.985 THEN 7 WHEN r < 0.995 THEN 2 ELSE 3 END::smallint AS status,
      CASE WHEN n % 100003 = 7 THEN '${RARE.event}' WHEN s < 0.6 THEN 'UPDATE' WHEN s < 0.82 THEN 'CREATE'
        WHEN s < 0.95 THEN 'TRANSITION' ELSE 'DELETE' END AS event,
      CASE WHEN n % 100003 = 11 THEN '${RARE.target}' ELSE
        (ARRAY['PART','PART_INVENTORY','ORDER','SHIPMENT','RUN_STEP','PURCHASE','INVOICE','CUSTOMER','PRICE_LIST','RETURN'])[1 + floor(s * t * 10)::int]
      END AS target,
      CASE WHEN n % 100003 = 13 THEN 40 ELSE 1 + floor(39 * t * t)::int END AS first_action,
      1 + (n % 3) AS action_count,
      CASE WHEN n % 100003 = 17 THEN '${RARE.triggeredBy}' WHEN u < 0.4 THEN 'system@example.com' ELSE
        (ARRAY['ana','wei','tom','ivo','eva','kim','lea','max','zoe','raj','mia','jon','ida','leo','sam','noa'])[1 + floor((u - 0.4) / 0.6 * 16)::int] || '@example.com'
      END AS triggered_by,
      CASE WHEN n % 100003 = 19 THEN '${RARE.environment}' WHEN t < 0.9 THEN 'production' ELSE 'staging' END AS environment
    FROM drawn
  ), grouped AS MATERIALIZED (
    SELECT *, encode(set_byte(tail, 0, get_byte(tail, 0) & 63 | 128), 'hex') AS tail_hex,
      CASE WHEN first_action = 40 THEN ARRAY[40] ELSE
        (ARRAY[first_action, 1 + first_action % 39, 1 + (first_action + 7) % 39])[1:action_count]
      END AS action_numbers,
      CASE WHEN status IN (1, 2, 3) THEN NULL WHEN n % 200003 = 23 THEN ${RARE.durationMs} + n % 1000
        ELSE round((exp(s * 8) * 2)::numeric, 3) END::float8 AS duration_ms,
      CASE WHEN status IN (6, 7) THEN (ARRAY[
        'Part ' || record_id || ' has no revision',
        'Supplier of ' || target || ' ' || record_id || ' is blocked until the audit is closed',
        'KeyError: ''warehouse_' || n % 37 || '''',
        'Quantity ' || n % 900 || ' is more than what is on hand'])[1 + n % 4] END AS message
    FROM chosen
  ), shaped AS MATERIALIZED (
    SELECT *, (lpad(to_hex(ms), 12, '0') || '7000' || substr(tail_hex, 1, 16))::uuid AS id,
      (created_at + duration_ms * interval '1 ms')::timestamptz(3) AS finished_at,
      (SELECT array_agg(($8::text[])[a] ORDER BY o) FROM unnest(action_numbers) WITH ORDINALITY x (a, o)) AS action_keys,
      (SELECT '[' || string_agg(format('{"key": "%s", "name": "%s"}', ($8::text[])[a], ($9::text[])[a]), ', ' ORDER BY o) || ']'
        FROM unnest(action_numbers) WITH ORDINALITY x (a, o)) AS actions_text,
      CASE WHEN status IN (6, 7) THEN ($8::text[])[first_action] END AS raised_action,
      ($11::bytea[])[first_action] AS code_sha256,
      format('{"event": "%s", "target": "%s", "user": {"email": "%s", "role": "PLANNER"}, "part": {"id": %s, "revision": null, "unit_cost": "0.11"}, "lines": [%s]}',
        event, target, triggered_by, record_id,
        CASE WHEN n < $7::int THEN format('{"sku": "A-%s", "qty": 10.0}', record_id) ELSE (
          SELECT string_agg(format('{"sku": "A-%s-%s", "qty": %s.0, "warehouse": "W%s", "description": "Screw M%sx%s ISO 4762 A2"}',
            record_id, line, 1 + (n + line) % 90, line % 9, 3 + line % 9, 10 + (n * line) % 60), ', ')
          FROM generate_series(1, 9 + n % 18) line) END) AS context_text,
      CASE WHEN status NOT IN (1, 2, 3) THEN
        format('{"stdout": "A-%s 12.0\\n%s lines checked\\n", "stderr": "", "exit_code": %s, "outcome": "%s", "result": null, "mutations": [], "python": "3.11.7", "layout": "plain", "frozen": {}}',
          record_id, 9 + n % 18, CASE WHEN status IN (6, 7) THEN 1 ELSE 0 END, CASE WHEN status = 7 THEN 'rejected' WHEN status = 6 THEN 'error' ELSE 'ok' END)
      END AS output_text,
      CASE WHEN n % 4 = 0 THEN format('{"connector_key": "workday", "batch": %s, "status_code": 200}', n / 400) END AS attributes_text,
      '{"kind": "manual"}' AS trigger_text
    FROM grouped
  ), listed AS (
    INSERT INTO ${executions} (project_id, id, created_at, received_at, started_at, finished_at, duration_ms, status, event,
      target, target_record_id, action_keys, raised_action, validation_message, request_id, triggered_by, environment,
      external_id, language, code_sha256, error_group, content_sha256, search, has_output)
    SELECT $1::int, id, created_at, created_at, created_at, finished_at, duration_ms, status, event, target, record_id,
      action_keys, raised_action, message, request_id, triggered_by, environment, external_id, 'python', code_sha256,
      CASE WHEN message IS NOT NULL THEN substr(md5(raised_action || n % 4), 1, 16) END,
      sha256(convert_to(concat(${CONTENT}), 'UTF8')),
      lower(concat(' ' || request_id, ' ' || record_id, ' ' || target, ' ' || event, ' ' || external_id,
        ' ' || array_to_string(action_keys, ' '), ' ' || message)),
      output_text IS NOT NULL
    FROM shaped ORDER BY id
  )
  INSERT INTO ${payloads} (project_id, execution_id, context_text, context, context_bytes, output_text, validation_message,
    actions_text, trigger_text, attributes_text, attributes)
  SELECT $1::int, id, context_text, context_text::jsonb, octet_length(context_text), output_text, message, actions_text,
    trigger_text, attributes_text, attributes_text::jsonb
  FROM shaped ORDER BY id`;

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await load({
    databaseUrl: process.env.DATABASE_URL ?? '',
    rows: Number(process.argv[2] ?? 1_000_000),
    projectKey: process.argv[3] ?? 'bench',
    say: (line) => console.log(line),
  });
}
