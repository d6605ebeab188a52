import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { Prisma } from '../generated/client';
import { newestIds } from './sample-payloads';

/** Fields that no sum is kept of, where their values are, and the column of the execution's id there. */
const PLACES = {
  raised_action: { table: 'executions', id: 'id', value: 'raised_action' },
  language: { table: 'executions', id: 'id', value: 'language' },
  'step.connector': { table: 'execution_steps', id: 'execution_id', value: 'connector' },
  'step.status': { table: 'execution_steps', id: 'execution_id', value: 'status::text' },
  'entry.event': { table: 'execution_entries', id: 'execution_id', value: 'event' },
  'entry.level': { table: 'execution_entries', id: 'execution_id', value: 'level::text' },
} as const;

export type SampledField = keyof typeof PLACES;

export interface SampledValues {
  /** Executions that were looked at. */
  sampled: number;
  /** As stored: statuses and levels are their numbers. By how many of the sampled have them. */
  values: { value: string; count: number }[];
}

/** Values of a field that the newest executions have, the most common first. */
export async function sampleValues(
  projectId: ProjectId,
  field: SampledField,
): Promise<SampledValues> {
  const ids = await newestIds(projectId);
  const { table, id, value } = PLACES[field];
  const [from, key, held] = [`runlens.${table}`, id, value].map((name) => Prisma.raw(name));
  const values = await prisma().$queryRaw<SampledValues['values']>`
    SELECT ${held} AS value, count(DISTINCT ${key})::int AS count
    FROM ${from}
    WHERE project_id = ${projectId} AND ${key} = ANY(${ids}::uuid[]) AND ${held} IS NOT NULL
    GROUP BY 1 ORDER BY count DESC, value LIMIT 200`;
  return { sampled: ids.length, values };
}
