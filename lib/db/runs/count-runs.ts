import type { ProjectId } from '@/lib/domain/project';
import type { RunState } from '@/lib/domain/run-state';
import { prisma } from '../client';

/** Runs of a project that are not over, by their state. */
export async function countRuns(projectId: ProjectId): Promise<Partial<Record<RunState, number>>> {
  const rows = await prisma().run.groupBy({ by: ['state'], where: { projectId }, _count: true });
  return Object.fromEntries(rows.map(({ state, _count }) => [state, _count]));
}
