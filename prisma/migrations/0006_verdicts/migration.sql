-- The last rerun that counted, of executions whose verdict is set. tried_sha256 is of the code, the
-- context and the recording that were tried: a verdict says nothing about any other.
CREATE TABLE runlens.execution_verdicts (
  project_id integer NOT NULL,
  execution_id uuid NOT NULL,
  verdict smallint NOT NULL,
  python text NOT NULL,
  implementation text NOT NULL,
  bundle_sha256 bytea NOT NULL,
  tried_sha256 bytea NOT NULL,
  source text NOT NULL,
  reported_at timestamptz(3) NOT NULL,
  reported_by text NOT NULL,
  masked boolean NOT NULL,
  differences jsonb NOT NULL,
  CONSTRAINT execution_verdicts_pkey PRIMARY KEY (project_id, execution_id)
) PARTITION BY RANGE (execution_id);
