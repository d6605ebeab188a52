import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Languages of the code of a project's actions. */
export async function listLanguages(projectId: ProjectId): Promise<string[]> {
  const rows = await prisma().action.findMany({
    where: { projectId, language: { not: null } },
    distinct: ['language'],
    orderBy: { language: 'asc' },
    take: 200,
    select: { language: true },
  });
  return rows.flatMap(({ language }) => language ?? []);
}
