import type { ProjectId } from '@/lib/domain/project';
import type { SavedView } from '@/lib/domain/saved-view';
import { prisma } from '../client';
import { toView, type ViewRow, visibleViews } from './view-row';

/** Null for one that is not there, not of this project or not for this person. */
export async function findView(
  projectId: ProjectId,
  userId: string,
  id: string,
): Promise<SavedView | null> {
  const rows = await prisma().$queryRaw<ViewRow[]>`
    ${visibleViews(projectId, userId)} AND v.id = ${id}::uuid`;
  return rows[0] ? toView(rows[0]) : null;
}

/** The view that opens for somebody by itself. */
export async function findDefaultView(
  projectId: ProjectId,
  userId: string,
): Promise<SavedView | null> {
  const rows = await prisma().$queryRaw<ViewRow[]>`
    ${visibleViews(projectId, userId)} AND d.view_id IS NOT NULL`;
  return rows[0] ? toView(rows[0]) : null;
}
