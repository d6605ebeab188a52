import { randomUUID } from 'node:crypto';
import type { ProjectId } from '@/lib/domain/project';
import type { SavedView } from '@/lib/domain/saved-view';
import { withFreeName } from './with-free-name';

export type NewView = Pick<SavedView, 'name' | 'isShared' | 'search' | 'columns'>;

/** Throws `conflict` when the name is taken. */
export async function createView(
  projectId: ProjectId,
  userId: string,
  view: NewView,
): Promise<SavedView> {
  const { name, isShared, search, columns } = view;
  const id = randomUUID();
  await withFreeName(projectId, userId, { name, isShared, id }, (tx) =>
    tx.savedView.create({
      data: { id, projectId, userId, name, shared: isShared, search, columns },
    }),
  );
  return { ...view, id, isMine: true, isDefault: false };
}
