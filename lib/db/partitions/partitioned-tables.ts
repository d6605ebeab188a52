/** Every table that is cut into days, with the column that holds the execution's id. */
export const PARTITIONED_TABLES = [
  { table: 'executions', idColumn: 'id' },
  { table: 'execution_payloads', idColumn: 'execution_id' },
  { table: 'execution_steps', idColumn: 'execution_id' },
  { table: 'execution_entries', idColumn: 'execution_id' },
  { table: 'execution_verdicts', idColumn: 'execution_id' },
  { table: 'execution_attempts', idColumn: 'execution_id' },
] as const;

export type PartitionedTable = (typeof PARTITIONED_TABLES)[number]['table'];
