-- Tables that a distributed engine would shard: executions and its children. Their keys hold the
-- project, the UUIDv7 id (time first) and, for children, a sequence number. Everything else is local.
CREATE SCHEMA IF NOT EXISTS runlens;

CREATE EXTENSION IF NOT EXISTS pg_trgm;

CREATE TABLE runlens.projects (
  id serial CONSTRAINT projects_pkey PRIMARY KEY,
  key text NOT NULL CONSTRAINT projects_key_key UNIQUE,
  name text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

-- Facts about the installation that must survive a restart, e.g. that the demo was filled.
CREATE TABLE runlens.settings (
  key text CONSTRAINT settings_pkey PRIMARY KEY,
  value jsonb NOT NULL,
  updated_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE runlens.users (
  id uuid CONSTRAINT users_pkey PRIMARY KEY,
  name text NOT NULL,
  role text NOT NULL,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE TABLE runlens.sessions (
  token_sha256 bytea CONSTRAINT sessions_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT sessions_user_id_fkey REFERENCES runlens.users (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL
);

CREATE TABLE runlens.sign_in_tokens (
  token_sha256 bytea CONSTRAINT sign_in_tokens_pkey PRIMARY KEY,
  user_id uuid NOT NULL CONSTRAINT sign_in_tokens_user_id_fkey REFERENCES runlens.users (id) ON DELETE CASCADE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  expires_at timestamptz(3) NOT NULL
);

CREATE TABLE runlens.api_keys (
  id uuid CONSTRAINT api_keys_pkey PRIMARY KEY,
  project_id integer NOT NULL CONSTRAINT api_keys_project_id_fkey REFERENCES runlens.projects (id) ON DELETE CASCADE,
  name text NOT NULL,
  prefix text NOT NULL,
  key_sha256 bytea NOT NULL CONSTRAINT api_keys_key_sha256_key UNIQUE,
  created_at timestamptz(3) NOT NULL DEFAULT now(),
  last_used_at timestamptz(3),
  revoked_at timestamptz(3)
);

CREATE INDEX api_keys_project_id_idx ON runlens.api_keys (project_id, created_at);

CREATE TABLE runlens.actions (
  project_id integer NOT NULL,
  key text NOT NULL,
  name text,
  language text,
  first_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT actions_pkey PRIMARY KEY (project_id, key)
);

-- The values that a filter offers: one row per distinct value ever seen of a filterable field.
CREATE TABLE runlens.field_values (
  project_id integer NOT NULL,
  field text NOT NULL,
  value text NOT NULL,
  first_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT field_values_pkey PRIMARY KEY (project_id, field, value)
);

-- Code once per content. source_json is a JSON string literal, because code may hold what a text
-- column refuses (NUL) or a driver would change (lone surrogates).
CREATE TABLE runlens.code_versions (
  project_id integer NOT NULL,
  sha256 bytea NOT NULL,
  source_json text NOT NULL,
  byte_length integer NOT NULL,
  first_seen_at timestamptz(3) NOT NULL DEFAULT now(),
  CONSTRAINT code_versions_pkey PRIMARY KEY (project_id, sha256)
);

-- The narrow list row. id is UUIDv7: 48 bits created_at in ms, 12 bits of the millisecond's
-- fraction, 62 bits from sha256(project, producer's id) or random.
CREATE TABLE runlens.executions (
  project_id integer NOT NULL,
  id uuid NOT NULL,
  created_at timestamptz(3) NOT NULL,
  received_at timestamptz(3) NOT NULL DEFAULT now(),
  started_at timestamptz(3),
  finished_at timestamptz(3),
  duration_ms double precision,
  status smallint NOT NULL,
  prev_status smallint,
  event text NOT NULL,
  target text NOT NULL,
  target_record_id text,
  action_keys text[] NOT NULL DEFAULT '{}',
  raised_action text,
  validation_message text,
  request_id text,
  triggered_by text,
  environment text,
  external_id text,
  attempt smallint NOT NULL DEFAULT 1,
  retry_of uuid,
  retry_root uuid,
  language text,
  code_sha256 bytea,
  content_sha256 bytea NOT NULL,
  flags text[] NOT NULL DEFAULT '{}',
  search text NOT NULL,
  CONSTRAINT executions_pkey PRIMARY KEY (project_id, id)
) PARTITION BY RANGE (id);

CREATE INDEX executions_status_idx ON runlens.executions (project_id, status, id);

CREATE INDEX executions_event_target_idx ON runlens.executions (project_id, event, target, id);

CREATE INDEX executions_target_idx ON runlens.executions (project_id, target, id);

CREATE INDEX executions_triggered_by_idx ON runlens.executions (project_id, triggered_by, id);

CREATE INDEX executions_external_id_idx ON runlens.executions (project_id, external_id);

CREATE INDEX executions_action_keys_idx ON runlens.executions USING gin (action_keys);

CREATE INDEX executions_search_idx ON runlens.executions USING gin (search gin_trgm_ops) WITH (gin_pending_list_limit = 65536);

-- What only the log page reads. *_text columns hold the producer's JSON text, never re-serialised.
CREATE TABLE runlens.execution_payloads (
  project_id integer NOT NULL,
  execution_id uuid NOT NULL,
  context_text text,
  context jsonb,
  context_bytes integer,
  output_text text,
  validation_message text,
  actions_text text,
  trigger_text text,
  attributes_text text,
  attributes jsonb,
  alterations jsonb,
  CONSTRAINT execution_payloads_pkey PRIMARY KEY (project_id, execution_id)
) PARTITION BY RANGE (execution_id);

CREATE INDEX execution_payloads_attributes_idx ON runlens.execution_payloads USING gin (attributes jsonb_path_ops);

CREATE TABLE runlens.execution_steps (
  project_id integer NOT NULL,
  execution_id uuid NOT NULL,
  seq integer NOT NULL,
  parent_seq integer,
  name text,
  connector text,
  status smallint,
  started_at timestamptz(3),
  duration_ms double precision,
  input_text text,
  output_text text,
  error_text text,
  CONSTRAINT execution_steps_pkey PRIMARY KEY (project_id, execution_id, seq)
) PARTITION BY RANGE (execution_id);

CREATE TABLE runlens.execution_entries (
  project_id integer NOT NULL,
  execution_id uuid NOT NULL,
  seq integer NOT NULL,
  occurred_at timestamptz(3),
  level smallint NOT NULL,
  event text,
  message text,
  data_text text,
  worker_id text,
  attempt smallint,
  CONSTRAINT execution_entries_pkey PRIMARY KEY (project_id, execution_id, seq)
) PARTITION BY RANGE (execution_id);
