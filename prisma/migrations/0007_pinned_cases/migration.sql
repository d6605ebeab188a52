-- Executions that people keep as cases of an action, copied: a case outlives its execution. The code
-- stays in code_versions.
CREATE TABLE runlens.pinned_cases (
  project_id integer NOT NULL,
  action_key text NOT NULL,
  execution_id uuid NOT NULL,
  name text NOT NULL,
  pinned_at timestamptz(3) NOT NULL,
  pinned_by text NOT NULL,
  status smallint NOT NULL,
  event text NOT NULL,
  target text NOT NULL,
  target_record_id text,
  outcome text,
  message text,
  code_sha256 bytea NOT NULL,
  context_text text,
  output_text text NOT NULL,
  CONSTRAINT pinned_cases_pkey PRIMARY KEY (project_id, action_key, execution_id)
);
