import type { Project, ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

const SELECT = { id: true, key: true, name: true } as const;

export async function findProject(key: string): Promise<Project | null> {
  const row = await prisma().project.findUnique({ where: { key }, select: SELECT });
  return row && { ...row, id: row.id as ProjectId };
}

export async function findProjectById(id: ProjectId): Promise<Project | null> {
  const row = await prisma().project.findUnique({ where: { id }, select: SELECT });
  return row && { ...row, id: row.id as ProjectId };
}
