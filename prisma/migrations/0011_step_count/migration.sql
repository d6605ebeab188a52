-- How many steps are stored with an execution, for the list; kept by whoever stores steps.
ALTER TABLE runlens.executions ADD COLUMN step_count integer NOT NULL DEFAULT 0;

UPDATE runlens.executions e SET step_count = c.steps
  FROM (
    SELECT project_id, execution_id, count(*) AS steps
    FROM runlens.execution_steps GROUP BY project_id, execution_id
  ) c
  WHERE c.project_id = e.project_id AND c.execution_id = e.id;
