import { AppError } from '@/lib/domain/app-error';
import type { Project, ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Throws `conflict` when the key is taken. */
export async function createProject(key: string, name: string): Promise<Project> {
  const rows = await prisma().project.createManyAndReturn({
    data: [{ key, name }],
    skipDuplicates: true,
    select: { id: true },
  });
  const row = rows[0];
  if (!row) throw new AppError('conflict', `There is a project “${key}” already`);
  return { id: row.id as ProjectId, key, name };
}
