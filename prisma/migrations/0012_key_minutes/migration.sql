-- Requests that the processes have taken of the limit of a key, by the minute of the clock (Unix time / 60).
-- Each takes some at a time, so that a row is written seldom. Unlogged: after a crash of the database a
-- minute begins anew.
CREATE UNLOGGED TABLE runlens.key_minutes (
  minute integer NOT NULL,
  key_id uuid NOT NULL,
  taken integer NOT NULL,
  CONSTRAINT key_minutes_pkey PRIMARY KEY (minute, key_id)
);
