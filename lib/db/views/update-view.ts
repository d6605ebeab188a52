import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import type { SavedView } from '@/lib/domain/saved-view';
import { findView } from './find-view';
import { withFreeName } from './with-free-name';

export type ViewChange = Partial<Pick<SavedView, 'name' | 'isShared' | 'search' | 'columns'>>;

/**
 * Changes a view. A shared one belongs to everybody in the project; only whose it was may take it back
 * from the others. Throws `not_found`, `forbidden`, or `conflict` when the name is taken.
 */
export async function updateView(
  projectId: ProjectId,
  userId: string,
  id: string,
  change: ViewChange,
): Promise<SavedView> {
  const view = await findView(projectId, userId, id);
  if (!view) throw new AppError('not_found', 'The view was deleted, or is not shared with you');
  if (change.isShared === false && !view.isMine) {
    throw new AppError('forbidden', 'Only whoever made a view can stop sharing it');
  }
  const { isShared, name, search, columns } = { ...view, ...change };
  const found = await withFreeName(projectId, userId, { name, isShared, id }, (tx) =>
    tx.savedView.updateMany({
      where: { id, projectId },
      data: { name, shared: isShared, search, columns, updatedAt: new Date() },
    }),
  );
  if (found.count === 0) throw new AppError('not_found', 'The view was deleted');
  return { ...view, name, isShared, search, columns };
}
