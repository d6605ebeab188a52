-- A filter with few or no matches must not read every row: the two that no index answered.
CREATE INDEX executions_environment_idx ON runlens.executions (project_id, environment, id);

CREATE INDEX executions_duration_ms_idx ON runlens.executions (project_id, duration_ms);
