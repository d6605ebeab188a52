-- What a merged row was counted as before its last merge: event, target, triggered_by, environment,
-- reproducibility, then the action keys. Null until a second message changes a row.
ALTER TABLE runlens.executions ADD COLUMN prev_facets text[];

-- Rows come and go within seconds; readers must not walk over many dead ones.
ALTER TABLE runlens.rollup_deltas SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

UPDATE runlens.executions e SET warning_count = c.warnings, error_count = c.errors
  FROM (
    SELECT project_id, execution_id, count(*) FILTER (WHERE level = 2) AS warnings,
      count(*) FILTER (WHERE level = 3) AS errors
    FROM runlens.execution_entries WHERE level IN (2, 3) GROUP BY project_id, execution_id
  ) c
  WHERE c.project_id = e.project_id AND c.execution_id = e.id;

-- The time of an id is its first 48 bits, in ms.
INSERT INTO runlens.rollup_quarters (project_id, quarter, status, n)
  SELECT project_id,
    to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 900000 * 900),
    status, count(*)
  FROM runlens.executions GROUP BY 1, 2, 3;

INSERT INTO runlens.rollup_days (project_id, dim, status, day, value, n)
  WITH counted AS MATERIALIZED (
    SELECT project_id, 1 AS dim, status,
      to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 86400000 * 86400) AS day,
      event AS value, count(*) AS n
    FROM runlens.executions GROUP BY 1, 2, 3, 4, 5
  )
  SELECT project_id, dim, status, day, value, n FROM counted
  UNION ALL SELECT project_id, dim, -1, day, value, sum(n) FROM counted GROUP BY 1, 2, 3, 4, 5;

INSERT INTO runlens.rollup_days (project_id, dim, status, day, value, n)
  WITH counted AS MATERIALIZED (
    SELECT project_id, 2 AS dim, status,
      to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 86400000 * 86400) AS day,
      target AS value, count(*) AS n
    FROM runlens.executions GROUP BY 1, 2, 3, 4, 5
  )
  SELECT project_id, dim, status, day, value, n FROM counted
  UNION ALL SELECT project_id, dim, -1, day, value, sum(n) FROM counted GROUP BY 1, 2, 3, 4, 5;

INSERT INTO runlens.rollup_days (project_id, dim, status, day, value, n)
  WITH counted AS MATERIALIZED (
    SELECT project_id, 3 AS dim, status,
      to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 86400000 * 86400) AS day,
      unnest(action_keys) AS value, count(*) AS n
    FROM runlens.executions GROUP BY 1, 2, 3, 4, 5
  )
  SELECT project_id, dim, status, day, value, n FROM counted
  UNION ALL SELECT project_id, dim, -1, day, value, sum(n) FROM counted GROUP BY 1, 2, 3, 4, 5;

INSERT INTO runlens.rollup_days (project_id, dim, status, day, value, n)
  WITH counted AS MATERIALIZED (
    SELECT project_id, 4 AS dim, status,
      to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 86400000 * 86400) AS day,
      triggered_by AS value, count(*) AS n
    FROM runlens.executions WHERE triggered_by IS NOT NULL GROUP BY 1, 2, 3, 4, 5
  )
  SELECT project_id, dim, status, day, value, n FROM counted
  UNION ALL SELECT project_id, dim, -1, day, value, sum(n) FROM counted GROUP BY 1, 2, 3, 4, 5;

INSERT INTO runlens.rollup_days (project_id, dim, status, day, value, n)
  WITH counted AS MATERIALIZED (
    SELECT project_id, 5 AS dim, status,
      to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 86400000 * 86400) AS day,
      environment AS value, count(*) AS n
    FROM runlens.executions WHERE environment IS NOT NULL GROUP BY 1, 2, 3, 4, 5
  )
  SELECT project_id, dim, status, day, value, n FROM counted
  UNION ALL SELECT project_id, dim, -1, day, value, sum(n) FROM counted GROUP BY 1, 2, 3, 4, 5;

-- Nobody has tried to reproduce anything yet: only whether there is a recording to compare with.
INSERT INTO runlens.rollup_days (project_id, dim, status, day, value, n)
  WITH counted AS MATERIALIZED (
    SELECT project_id, 6 AS dim, status,
      to_timestamp(('x' || translate(left(id::text, 13), '-', ''))::bit(48)::bigint / 86400000 * 86400) AS day,
      CASE reproducibility WHEN 5 THEN 'not_tried' ELSE 'not_recorded' END AS value,
      count(*) AS n
    FROM runlens.executions GROUP BY 1, 2, 3, 4, 5
  )
  SELECT project_id, dim, status, day, value, n FROM counted
  UNION ALL SELECT project_id, dim, -1, day, value, sum(n) FROM counted GROUP BY 1, 2, 3, 4, 5;

-- min() of uuid is missing before PostgreSQL 18; the text of a uuid sorts the same way.
INSERT INTO runlens.action_versions (project_id, action_key, code_sha256, first_execution_id)
  SELECT project_id, unnest(action_keys), code_sha256, min(id::text COLLATE "C")::uuid
  FROM runlens.executions WHERE code_sha256 IS NOT NULL GROUP BY 1, 2, 3;
