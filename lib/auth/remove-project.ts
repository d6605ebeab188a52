import { deleteProject } from '@/lib/db/projects/delete-project';
import { AppError } from '@/lib/domain/app-error';
import type { Project } from '@/lib/domain/project';
import type { Viewer } from './viewer';

/** Deletes a project with everything in it. `typedName` must be its name: this cannot be undone. */
export async function removeProject(
  viewer: Viewer,
  project: Project,
  typedName: string,
): Promise<void> {
  if (viewer.role !== 'owner') throw new AppError('forbidden', 'Only an owner deletes projects');
  if (typedName.trim() !== project.name) {
    throw new AppError('invalid_input', `Type the project's name, ${project.name}, to delete it`);
  }
  await deleteProject(project.id);
}
