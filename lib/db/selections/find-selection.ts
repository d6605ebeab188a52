import { type FrozenSelection, SELECTION_KEPT_MS } from '@/lib/domain/frozen-selection';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Null for one that is not there any more, of another project or of another person. */
export async function findSelection(
  projectId: ProjectId,
  userId: string,
  id: string,
): Promise<FrozenSelection | null> {
  return prisma().frozenSelection.findFirst({
    where: { id, projectId, userId, createdAt: { gt: new Date(Date.now() - SELECTION_KEPT_MS) } },
    select: { id: true, count: true },
  });
}
