import type { PartitionedTable } from './partitioned-tables';

export const DAY_MS = 86_400_000;

/** Unix ms at which the UTC day of a moment begins. */
export function dayOf(ms: number): number {
  return Math.floor(ms / DAY_MS) * DAY_MS;
}

/** For example executions_p20261120. */
export function partitionName(table: PartitionedTable, dayMs: number): string {
  return `${table}_p${new Date(dayMs).toISOString().slice(0, 10).replaceAll('-', '')}`;
}

/** Unix ms of the day that a partition of the table holds, or null for any other name. */
export function dayOfPartition(table: PartitionedTable, name: string): number | null {
  const match = /^(.*)_p(\d{4})(\d{2})(\d{2})$/.exec(name);
  if (match?.[1] !== table) return null;
  const ms = Date.UTC(Number(match[2]), Number(match[3]) - 1, Number(match[4]));
  return partitionName(table, ms) === name ? ms : null;
}
