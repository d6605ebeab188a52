import { createProject } from '@/lib/db/projects/create-project';
import { AppError } from '@/lib/domain/app-error';
import type { Project } from '@/lib/domain/project';
import type { Viewer } from './viewer';

/** Throws `forbidden`, or `conflict` when the key is taken. */
export async function makeProject(
  viewer: Viewer,
  { key, name }: { key: string; name: string },
): Promise<Project> {
  if (viewer.role !== 'owner') throw new AppError('forbidden', 'Only an owner makes projects');
  return createProject(key, name);
}
