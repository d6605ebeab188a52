import type { Project, ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

export async function findProject(key: string): Promise<Project | null> {
  const row = await prisma().project.findUnique({
    where: { key },
    select: { id: true, key: true, name: true },
  });
  return row && { ...row, id: row.id as ProjectId };
}
