import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';
import { newestIds } from './sample-payloads';

interface CountedValue {
  value: string;
  /** Of the sampled executions, those that have it. */
  count: number;
}

export interface SampledValues {
  sampled: number;
  values: CountedValue[];
}

/** Connectors of the steps of the newest executions, by how many have them. */
export async function sampleConnectors(projectId: ProjectId): Promise<SampledValues> {
  const ids = await newestIds(projectId);
  const values = await prisma().$queryRaw<CountedValue[]>`
    SELECT connector AS value, count(DISTINCT execution_id)::int AS count
    FROM runlens.execution_steps
    WHERE project_id = ${projectId} AND execution_id = ANY(${ids}::uuid[]) AND connector IS NOT NULL
    GROUP BY connector ORDER BY count DESC, value LIMIT 200`;
  return { sampled: ids.length, values };
}

/** Event types of the log entries of the newest executions, by how many have them. */
export async function sampleEntryEvents(projectId: ProjectId): Promise<SampledValues> {
  const ids = await newestIds(projectId);
  const values = await prisma().$queryRaw<CountedValue[]>`
    SELECT event AS value, count(DISTINCT execution_id)::int AS count
    FROM runlens.execution_entries
    WHERE project_id = ${projectId} AND execution_id = ANY(${ids}::uuid[]) AND event IS NOT NULL
    GROUP BY event ORDER BY count DESC, value LIMIT 200`;
  return { sampled: ids.length, values };
}
