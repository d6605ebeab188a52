import type { Project, ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Every project, by name. */
export async function listProjects(): Promise<Project[]> {
  const rows = await prisma().project.findMany({
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    select: { id: true, key: true, name: true },
  });
  return rows.map((row) => ({ ...row, id: row.id as ProjectId }));
}
