// Loads executions into a project of its own by SQL, spread over the last 30 days:
//   DATABASE_URL=… node bench/load.mjs [rows = 1000000] [project = bench]
// What it writes is what ingest would write; only the way in is faster.
import pg from 'pg';

const DAY_MS = 86_400_000;
const DAYS = 30;

const rows = Number(process.argv[2] ?? 1_000_000);
const projectKey = process.argv[3] ?? 'bench';
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();

const {
  rows: [project],
} = await client.query(
  `INSERT INTO runlens.projects (key, name) VALUES ($1, 'Bench')
   ON CONFLICT (key) DO UPDATE SET name = excluded.name RETURNING id`,
  [projectKey],
);

const hex12 = (ms) => ms.toString(16).padStart(12, '0');
const idAt = (ms) => `${hex12(ms).slice(0, 8)}-${hex12(ms).slice(8)}-0000-0000-000000000000`;
const dayName = (ms) => new Date(ms).toISOString().slice(0, 10).replaceAll('-', '');

const CHILDREN = ['execution_payloads', 'execution_steps', 'execution_entries'];

async function makeDay(dayMs) {
  for (const table of ['executions', ...CHILDREN]) {
    await client.query(
      `CREATE TABLE IF NOT EXISTS runlens.${table}_p${dayName(dayMs)} PARTITION OF runlens.${table}
       FOR VALUES FROM ('${idAt(dayMs)}') TO ('${idAt(dayMs + DAY_MS)}')`,
    );
  }
}

const code = [
  '# Parts need a revision before they change site.',
  'part = context["part"]',
  'for line in part["lines"]:',
  '    print(line["sku"], line["qty"] * 1.2)',
  'if not part.get("revision"):',
  '    raise ValidationError(f"Part {part[\'id\']} has no revision")',
].join('\n');

await client.query(
  `INSERT INTO runlens.code_versions (project_id, sha256, source_json, byte_length)
   VALUES ($1, sha256(convert_to($2, 'UTF8')), $2, $3) ON CONFLICT DO NOTHING`,
  [project.id, JSON.stringify(code), Buffer.byteLength(code)],
);
await client.query(
  `INSERT INTO runlens.actions (project_id, key, name, language)
   SELECT $1, 'action_' || n, 'Action ' || n, 'python' FROM generate_series(1, 60) n ON CONFLICT DO NOTHING`,
  [project.id],
);

const perDay = Math.ceil(rows / DAYS);
const today = Math.floor(Date.now() / DAY_MS) * DAY_MS;

/** One day of rows; the last day ends now. Distributions are skewed as in a real shop. */
async function fillDay(dayMs, count) {
  const untilMs = Math.min(dayMs + DAY_MS, Date.now());
  await client.query(
    `WITH made AS (
       SELECT n, $2::bigint + floor(($3::bigint - $2::bigint) * (n::float8 / $4::int))::bigint AS ms,
         md5(concat_ws(':', $1::int, $2::bigint, n)) AS noise, random() AS r, random() AS s, random() AS t
       FROM generate_series(0, $4::int - 1) n
     ), shaped AS (
       SELECT *, (lpad(to_hex(ms), 12, '0') || '7' || substr(noise, 1, 3) || 'a' || substr(noise, 4, 15))::uuid AS id,
         CASE WHEN r < 0.78 THEN 4 WHEN r < 0.93 THEN 6 WHEN r < 0.96 THEN 5 WHEN r < 0.985 THEN 7
              WHEN r < 0.995 THEN 2 ELSE 3 END AS status,
         (ARRAY['UPDATE','UPDATE','UPDATE','CREATE','DELETE'])[1 + floor(s * 5)::int] AS event,
         (ARRAY['PART','PART_INVENTORY','RUN_STEP','PURCHASE','ORDER','SHIPMENT'])[1 + floor(s * t * 6)::int] AS target,
         'action_' || (1 + floor(60 * t * t)::int) AS action,
         (ARRAY['ana','wei','tom','ivo','eva','kim','system','lea'])[1 + floor(s * 8)::int] || '@example.com' AS who,
         substr(noise, 1, 8) || '-' || substr(noise, 9, 4) || '-4' || substr(noise, 13, 3) || '-a' || substr(noise, 16, 3) || '-' || substr(noise, 19, 12) AS request_id,
         (n % 5000)::text AS record_id
       FROM made
     ), listed AS (
       INSERT INTO runlens.executions (project_id, id, created_at, received_at, duration_ms, status, event, target,
         target_record_id, action_keys, raised_action, validation_message, request_id, triggered_by, environment,
         external_id, language, code_sha256, content_sha256, search)
       SELECT $1::int, id, to_timestamp(ms / 1000.0), to_timestamp(ms / 1000.0), round((exp(s * 8) * 2)::numeric, 3), status::smallint, event, target,
         record_id, ARRAY[action], CASE WHEN status IN (6, 7) THEN action END,
         CASE WHEN status IN (6, 7) THEN 'Part ' || record_id || ' has no revision' END,
         request_id, who, CASE WHEN t < 0.9 THEN 'production' ELSE 'staging' END,
         'run_' || noise, 'python', sha256(convert_to($5, 'UTF8')), decode(noise, 'hex'),
         ' ' || lower(concat_ws(' ', action, request_id, record_id, target, event, 'run_' || noise,
           CASE WHEN status IN (6, 7) THEN 'Part ' || record_id || ' has no revision' END)) || ' '
       FROM shaped ORDER BY id
       RETURNING id, target_record_id, status
     )
     INSERT INTO runlens.execution_payloads (project_id, execution_id, context_text, context_bytes, output_text, attributes_text)
     SELECT $1::int, id, format('{"part": {"id": %s, "lines": [{"sku": "A-%s", "qty": 10.0}], "revision": null}}', target_record_id, target_record_id),
       80, '{"stdout": "A-1 12.0\\n", "stderr": "", "exit_code": 0, "outcome": "ok", "result": null, "mutations": [], "python": "3.11.7", "layout": "plain", "frozen": {}}', '{}'
     FROM listed`,
    [project.id, dayMs, untilMs, count, JSON.stringify(code)],
  );
}

const began = performance.now();
for (let day = DAYS - 1; day >= 0; day -= 1) {
  const dayMs = today - day * DAY_MS;
  await makeDay(dayMs);
  await fillDay(dayMs, perDay);
  process.stdout.write(
    `\r${Math.round(((DAYS - day) / DAYS) * rows).toLocaleString('en')} rows, ${((performance.now() - began) / 1000).toFixed(0)} s `,
  );
}
await client.query(
  `INSERT INTO runlens.field_values (project_id, field, value)
   SELECT DISTINCT project_id, f.field, f.value FROM runlens.executions,
     LATERAL (VALUES ('event', event), ('target', target), ('triggeredBy', triggered_by), ('environment', environment)) f (field, value)
   WHERE project_id = $1 ON CONFLICT DO NOTHING`,
  [project.id],
);
for (const table of ['executions', ...CHILDREN])
  await client.query(`VACUUM ANALYZE runlens.${table}`);
process.stdout.write(
  `\nloaded and analysed in ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
);
await client.end();
