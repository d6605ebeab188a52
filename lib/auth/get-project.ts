import { findProject } from '@/lib/db/projects/find-project';
import { AppError } from '@/lib/domain/app-error';
import { isProjectKey, type Project } from '@/lib/domain/project';
import type { Viewer } from './viewer';

/** The project that a viewer asked for by its key. Not there and not theirs are the same not_found. */
export async function getProject(viewer: Viewer, key: string): Promise<Project> {
  const project = isProjectKey(key) && viewer.role === 'owner' ? await findProject(key) : null;
  if (!project) throw new AppError('not_found', `There is no project “${key.slice(0, 60)}”`);
  return project;
}
