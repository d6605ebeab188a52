import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Executions that are looked into. */
const SAMPLE = 200;
/** Larger contexts are left out of a sample: 200 of them must be read in a few milliseconds. */
const MAX_CONTEXT_BYTES = 16 * 1024;

export interface SampledPayload {
  context: unknown;
  attributes: unknown;
}

/** Contexts and attributes of the newest executions, for what a search bar proposes. */
export async function samplePayloads(projectId: ProjectId): Promise<SampledPayload[]> {
  const newest = await newestIds(projectId);
  return prisma().executionPayload.findMany({
    where: {
      projectId,
      executionId: { in: newest },
      OR: [{ contextBytes: null }, { contextBytes: { lte: MAX_CONTEXT_BYTES } }],
    },
    select: { context: true, attributes: true },
  });
}

/** Ids of the newest executions: as many as a sample has. */
export async function newestIds(projectId: ProjectId): Promise<string[]> {
  const rows = await prisma().execution.findMany({
    where: { projectId },
    orderBy: { id: 'desc' },
    take: SAMPLE,
    select: { id: true },
  });
  return rows.map((row) => row.id);
}
