import type { Viewer } from '@/lib/auth/viewer';
import { findSelection } from '@/lib/db/selections/find-selection';
import { readSelection } from '@/lib/db/selections/read-selection';
import { AppError } from '@/lib/domain/app-error';
import type { ExecutionId } from '@/lib/domain/execution-id';
import type { FrozenSelection } from '@/lib/domain/frozen-selection';
import type { ProjectId } from '@/lib/domain/project';

/** A selection that the viewer has made in this project. Throws `not_found`. */
export async function getSelection(
  viewer: Viewer,
  projectId: ProjectId,
  id: string,
): Promise<FrozenSelection> {
  const selection = await findSelection(projectId, viewer.userId, id);
  if (!selection) {
    throw new AppError('not_found', 'There is no such selection: one is kept for a day');
  }
  return selection;
}

/** All of its ids. Throws `too_large` when there are more than `most`. */
export async function listSelectionIds(
  viewer: Viewer,
  projectId: ProjectId,
  id: string,
  most: number,
): Promise<ExecutionId[]> {
  const { count } = await getSelection(viewer, projectId, id);
  if (count > most) {
    throw new AppError(
      'too_large',
      `${count.toLocaleString('en')} are selected, and this takes at most ${most.toLocaleString('en')}`,
    );
  }
  const ids: ExecutionId[] = [];
  for await (const part of readSelection(id)) ids.push(...part);
  return ids;
}
