import { listProjects } from '@/lib/db/projects/list-projects';
import type { Project } from '@/lib/domain/project';
import type { Viewer } from './viewer';

/** The projects that a viewer may open, by name. */
export async function listVisibleProjects(viewer: Viewer): Promise<Project[]> {
  return viewer.role === 'owner' ? listProjects() : [];
}
