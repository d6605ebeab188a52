import type { Viewer } from '@/lib/auth/viewer';
import { listViews } from '@/lib/db/views/list-views';
import type { ProjectId } from '@/lib/domain/project';
import type { SavedView } from '@/lib/domain/saved-view';

/** The views that a viewer may open in a project, by name. */
export async function listVisibleViews(viewer: Viewer, projectId: ProjectId): Promise<SavedView[]> {
  return listViews(projectId, viewer.userId);
}
