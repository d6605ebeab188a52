import type { Action } from '@/lib/domain/action';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

const SELECT = { key: true, name: true, language: true, firstSeenAt: true } as const;

/** Actions by key; `containing` looks in key and name. */
export async function listActions(
  projectId: ProjectId,
  containing: string,
  limit: number,
): Promise<Action[]> {
  return prisma().action.findMany({
    where: {
      projectId,
      ...(containing === ''
        ? {}
        : {
            OR: [
              { key: { contains: containing, mode: 'insensitive' } },
              { name: { contains: containing, mode: 'insensitive' } },
            ],
          }),
    },
    orderBy: { key: 'asc' },
    take: limit,
    select: SELECT,
  });
}

export async function findAction(projectId: ProjectId, key: string): Promise<Action | null> {
  return prisma().action.findUnique({
    where: { projectId_key: { projectId, key } },
    select: SELECT,
  });
}
