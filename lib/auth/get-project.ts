import { findProject, findProjectById } from '@/lib/db/projects/find-project';
import { AppError } from '@/lib/domain/app-error';
import { isProjectKey, type Project, type ProjectId } from '@/lib/domain/project';
import type { Viewer } from './viewer';

/** The project that a viewer asked for by its key. Not there and not theirs are the same not_found. */
export async function getProject(viewer: Viewer, key: string): Promise<Project> {
  const project = isProjectKey(key) && viewer.role === 'owner' ? await findProject(key) : null;
  if (!project) throw new AppError('not_found', `There is no project “${key.slice(0, 60)}”`);
  return project;
}

/** The project that a key has opened already. */
export async function getProjectById(id: ProjectId): Promise<Project> {
  const project = await findProjectById(id);
  if (!project) throw new AppError('not_found', 'The project was deleted');
  return project;
}
