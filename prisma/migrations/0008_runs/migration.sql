-- The queue: one row for each execution that has a run which is not over; a run that ends takes its
-- row away in the transaction that writes the outcome. lease_token goes up with every claim, and
-- whatever a worker writes names it, so that one that lost its lease is refused.
CREATE TABLE runlens.runs (
  id bigserial CONSTRAINT runs_pkey PRIMARY KEY,
  project_id integer NOT NULL,
  execution_id uuid NOT NULL,
  attempt smallint NOT NULL,
  action_key text,
  executor text NOT NULL,
  state text NOT NULL,
  run_after timestamptz(3) NOT NULL DEFAULT now(),
  lease_token bigint,
  worker_id text,
  leased_until timestamptz(3),
  heartbeat_at timestamptz(3),
  deadline_at timestamptz(3),
  tries integer NOT NULL DEFAULT 0,
  cancel_requested boolean NOT NULL DEFAULT false,
  cancel_requested_by text,
  pause_requested boolean NOT NULL DEFAULT false,
  allowed_ms integer NOT NULL,
  recovery text NOT NULL,
  checkpoint jsonb,
  requested_by text,
  idempotency_key text,
  created_at timestamptz(3) NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX runs_execution_idx ON runlens.runs (project_id, execution_id);

CREATE INDEX runs_state_idx ON runlens.runs (state, run_after, id);

CREATE SEQUENCE runlens.run_lease_tokens;

-- Who takes runs. place names the machine (and its process namespace) within which pid and
-- pid_started mean something: a later worker there can tell that this one is gone. executors holds, by
-- name, null or why that one cannot run anything here.
CREATE TABLE runlens.workers (
  id text CONSTRAINT workers_pkey PRIMARY KEY,
  place text NOT NULL,
  pid integer NOT NULL,
  pid_started text NOT NULL,
  executors jsonb NOT NULL,
  started_at timestamptz(3) NOT NULL DEFAULT now(),
  heartbeat_at timestamptz(3) NOT NULL DEFAULT now(),
  stopped_at timestamptz(3)
);

-- How the runs of an action go. action_key '' is what holds for every action without a row.
CREATE TABLE runlens.action_runners (
  project_id integer NOT NULL,
  action_key text NOT NULL,
  executor text NOT NULL,
  webhook_url text,
  webhook_secret text,
  max_concurrent integer,
  throttle boolean NOT NULL DEFAULT false,
  throttle_per_minute integer,
  allowed_ms integer,
  recovery text NOT NULL DEFAULT 'restart',
  updated_at timestamptz(3) NOT NULL DEFAULT now(),
  updated_by text,
  CONSTRAINT action_runners_pkey PRIMARY KEY (project_id, action_key)
);

-- When the next run of a throttled action may start. action_key '' is "without an action".
CREATE TABLE runlens.action_throttles (
  project_id integer NOT NULL,
  action_key text NOT NULL,
  next_start_at timestamptz(3) NOT NULL,
  CONSTRAINT action_throttles_pkey PRIMARY KEY (project_id, action_key)
);

-- The attempts of executions that Runlens retries. The row of executions is the last attempt; what an
-- earlier one was is copied here before the next is queued (archived_at). A row without archived_at is
-- of the last attempt and holds only who asked for it and who runs it. Entries stay where they are:
-- those of an attempt end at last_entry_seq.
CREATE TABLE runlens.execution_attempts (
  project_id integer NOT NULL,
  execution_id uuid NOT NULL,
  attempt smallint NOT NULL,
  requested_by text,
  requested_at timestamptz(3),
  idempotency_key text,
  executor text,
  worker_id text,
  archived_at timestamptz(3),
  status smallint,
  started_at timestamptz(3),
  finished_at timestamptz(3),
  duration_ms double precision,
  raised_action text,
  validation_message text,
  code_sha256 bytea,
  context_text text,
  output_text text,
  steps_json text,
  warning_count integer NOT NULL DEFAULT 0,
  error_count integer NOT NULL DEFAULT 0,
  last_entry_seq integer,
  CONSTRAINT execution_attempts_pkey PRIMARY KEY (project_id, execution_id, attempt)
) PARTITION BY RANGE (execution_id);
