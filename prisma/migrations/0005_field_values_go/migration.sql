-- The sums by day know every value and how many executions have it.
DROP TABLE runlens.field_values;
