import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Paths of context and attributes that a project shows as facets, in the order they were added. */
export async function listPromotedPaths(projectId: ProjectId): Promise<string[]> {
  const rows = await prisma().promotedPath.findMany({
    where: { projectId },
    orderBy: [{ createdAt: 'asc' }, { path: 'asc' }],
    select: { path: true },
  });
  return rows.map(({ path }) => path);
}
