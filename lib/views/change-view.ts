import type { Viewer } from '@/lib/auth/viewer';
import { deleteView } from '@/lib/db/views/delete-view';
import { findView } from '@/lib/db/views/find-view';
import { setDefaultView } from '@/lib/db/views/set-default-view';
import { updateView } from '@/lib/db/views/update-view';
import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import type { SavedView } from '@/lib/domain/saved-view';

/** Gives a view another name, or shares it. Throws `conflict` when the name is taken there. */
export async function changeView(
  viewer: Viewer,
  projectId: ProjectId,
  id: string,
  change: { name: string } | { isShared: boolean },
): Promise<SavedView> {
  return updateView(projectId, viewer.userId, id, change);
}

export async function removeView(viewer: Viewer, projectId: ProjectId, id: string): Promise<void> {
  await deleteView(projectId, viewer.userId, id);
}

/** Which view opens for the viewer when nothing else is asked for; null for none. */
export async function chooseDefaultView(
  viewer: Viewer,
  projectId: ProjectId,
  id: string | null,
): Promise<void> {
  if (id !== null && !(await findView(projectId, viewer.userId, id))) {
    throw new AppError('not_found', 'The view was deleted, or is not shared with you');
  }
  await setDefaultView(projectId, viewer.userId, id);
}
