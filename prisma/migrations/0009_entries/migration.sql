-- The order in which entries were stored: one number for each transaction that wrote entries of an
-- execution, given under the lock of its row. Who follows goes on behind the last one read. 0 is what was
-- there before it was counted; new rows have to say it, or somebody who follows would never see them.
ALTER TABLE runlens.execution_entries ADD COLUMN arrival integer NOT NULL DEFAULT 0;

ALTER TABLE runlens.execution_entries ALTER COLUMN arrival DROP DEFAULT;

-- By what an entry that was sent without a seq is known when it is sent again; null for all others.
ALTER TABLE runlens.execution_entries ADD COLUMN known_as text;

-- JSON text: members that have no column, and what was altered when it was stored.
ALTER TABLE runlens.execution_entries ADD COLUMN extra_text text;

ALTER TABLE runlens.execution_entries ADD COLUMN alterations_text text;

CREATE INDEX execution_entries_arrival_idx ON runlens.execution_entries (project_id, execution_id, arrival, seq);

CREATE INDEX execution_entries_known_as_idx ON runlens.execution_entries (project_id, execution_id, known_as)
  WHERE known_as IS NOT NULL;
