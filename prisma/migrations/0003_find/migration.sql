-- What the list shows and filters beside what a producer sends. The counts are of entries by level;
-- verdict is null until somebody has tried to reproduce the execution.
ALTER TABLE runlens.executions ADD COLUMN warning_count integer NOT NULL DEFAULT 0;

ALTER TABLE runlens.executions ADD COLUMN error_count integer NOT NULL DEFAULT 0;

ALTER TABLE runlens.executions ADD COLUMN has_output boolean NOT NULL DEFAULT false;

ALTER TABLE runlens.executions ADD COLUMN verdict smallint;

-- Fingerprint of the failure, hex; null for what did not fail.
ALTER TABLE runlens.executions ADD COLUMN error_group text;

-- The verdict, or whether one could be reached: 5 not tried, 6 not recorded.
ALTER TABLE runlens.executions ADD COLUMN reproducibility smallint GENERATED ALWAYS AS
  (coalesce(verdict, CASE WHEN has_output AND code_sha256 IS NOT NULL THEN 5 ELSE 6 END)) STORED;

CREATE INDEX executions_reproducibility_idx ON runlens.executions (project_id, reproducibility, id);

CREATE INDEX executions_code_sha256_idx ON runlens.executions (project_id, code_sha256, id);

-- What few rows have: an index over those costs next to nothing.
CREATE INDEX executions_error_group_idx ON runlens.executions (project_id, error_group, id, triggered_by)
  WHERE error_group IS NOT NULL;

CREATE INDEX executions_raised_action_idx ON runlens.executions (project_id, raised_action, id)
  WHERE raised_action IS NOT NULL;

CREATE INDEX executions_attempt_idx ON runlens.executions (project_id, id) WHERE attempt > 1;

CREATE INDEX executions_warning_count_idx ON runlens.executions (project_id, id)
  WHERE warning_count > 0;

CREATE INDEX executions_error_count_idx ON runlens.executions (project_id, id)
  WHERE error_count > 0;

UPDATE runlens.executions e SET has_output = true FROM runlens.execution_payloads p
  WHERE p.project_id = e.project_id AND p.execution_id = e.id AND p.output_text IS NOT NULL;

-- Which code an action ran with, from which execution on.
CREATE TABLE runlens.action_versions (
  project_id integer NOT NULL,
  action_key text NOT NULL,
  code_sha256 bytea NOT NULL,
  first_execution_id uuid NOT NULL,
  CONSTRAINT action_versions_pkey PRIMARY KEY (project_id, action_key, code_sha256)
);

-- Counts. Ingest appends deltas in its own transaction; a folder adds them to the two tables below.
-- Readers add what is not folded yet. dim: 0 is the execution itself, the others are in
-- lib/db/rollups/dimensions.ts. quarter: 15 minutes, of which every zone's offset is a multiple.
CREATE TABLE runlens.rollup_deltas (
  seq bigserial CONSTRAINT rollup_deltas_pkey PRIMARY KEY,
  project_id integer NOT NULL,
  quarter timestamptz(3) NOT NULL,
  status smallint NOT NULL,
  dim smallint NOT NULL,
  value text NOT NULL,
  n integer NOT NULL
);

CREATE TABLE runlens.rollup_quarters (
  project_id integer NOT NULL,
  quarter timestamptz(3) NOT NULL,
  status smallint NOT NULL,
  n bigint NOT NULL,
  CONSTRAINT rollup_quarters_pkey PRIMARY KEY (project_id, quarter, status)
);

-- status -1: of any status, so that the unfiltered panels read a row per value and day.
CREATE TABLE runlens.rollup_days (
  project_id integer NOT NULL,
  dim smallint NOT NULL,
  status smallint NOT NULL,
  day timestamptz(3) NOT NULL,
  value text NOT NULL,
  n bigint NOT NULL,
  CONSTRAINT rollup_days_pkey PRIMARY KEY (project_id, dim, status, day, value)
);

-- What changed, for live lists. Read by transaction, never by "greater than the last seq": seq is
-- given before the commit. Kept for an hour.
CREATE TABLE runlens.feed (
  seq bigserial CONSTRAINT feed_pkey PRIMARY KEY,
  xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
  project_id integer NOT NULL,
  execution_id uuid NOT NULL,
  is_new boolean NOT NULL,
  at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE INDEX feed_xid_idx ON runlens.feed (xid, seq);

CREATE TABLE runlens.error_groups (
  project_id integer NOT NULL,
  fingerprint text NOT NULL,
  action_key text,
  exception_type text,
  message_template text NOT NULL,
  frame text,
  first_execution_id uuid NOT NULL,
  state text NOT NULL DEFAULT 'open',
  state_at timestamptz(3) NOT NULL DEFAULT now(),
  state_by text,
  CONSTRAINT error_groups_pkey PRIMARY KEY (project_id, fingerprint)
);

-- search is the URL search of the screen, columns the text of the column preferences.
CREATE TABLE runlens.saved_views (
  id uuid CONSTRAINT saved_views_pkey PRIMARY KEY,
  project_id integer NOT NULL,
  user_id uuid NOT NULL,
  name text NOT NULL,
  shared boolean NOT NULL,
  search text NOT NULL,
  columns text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE INDEX saved_views_project_id_idx ON runlens.saved_views (project_id, name);

CREATE TABLE runlens.default_views (
  project_id integer NOT NULL,
  user_id uuid NOT NULL,
  view_id uuid NOT NULL,
  CONSTRAINT default_views_pkey PRIMARY KEY (project_id, user_id)
);

-- Paths of context and attributes that a project shows as facets.
CREATE TABLE runlens.promoted_paths (
  project_id integer NOT NULL,
  path text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT promoted_paths_pkey PRIMARY KEY (project_id, path)
);

-- All that matched at one moment. Kept for a day.
CREATE TABLE runlens.frozen_selections (
  id uuid CONSTRAINT frozen_selections_pkey PRIMARY KEY,
  project_id integer NOT NULL,
  user_id uuid NOT NULL,
  search text NOT NULL,
  count integer NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE runlens.frozen_selection_parts (
  selection_id uuid NOT NULL,
  seq integer NOT NULL,
  execution_ids uuid[] NOT NULL,
  CONSTRAINT frozen_selection_parts_pkey PRIMARY KEY (selection_id, seq)
);
