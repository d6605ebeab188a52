import type { ProjectId } from '@/lib/domain/project';
import { MAX_VIEWS, type SavedView } from '@/lib/domain/saved-view';
import { prisma } from '../client';
import { toView, type ViewRow, visibleViews } from './view-row';

/** The views that somebody may open, their own and those that are shared, by name. */
export async function listViews(projectId: ProjectId, userId: string): Promise<SavedView[]> {
  const rows = await prisma().$queryRaw<ViewRow[]>`
    ${visibleViews(projectId, userId)} ORDER BY lower(v.name), v.id LIMIT ${2 * MAX_VIEWS}`;
  return rows.map(toView);
}
