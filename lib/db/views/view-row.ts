import type { ProjectId } from '@/lib/domain/project';
import type { SavedView } from '@/lib/domain/saved-view';
import { Prisma } from '../generated/client';

export interface ViewRow {
  id: string;
  name: string;
  shared: boolean;
  is_mine: boolean;
  is_default: boolean;
  search: string;
  columns: string;
}

/** The views of a project that somebody may see, as rows that `toView` reads. */
export const visibleViews = (projectId: ProjectId, userId: string) => Prisma.sql`
  SELECT v.id, v.name, v.shared, v.user_id = ${userId}::uuid AS is_mine, v.search, v.columns,
    d.view_id IS NOT NULL AS is_default
  FROM runlens.saved_views v
  LEFT JOIN runlens.default_views d
    ON d.project_id = v.project_id AND d.user_id = ${userId}::uuid AND d.view_id = v.id
  WHERE v.project_id = ${projectId} AND (v.shared OR v.user_id = ${userId}::uuid)`;

export function toView(row: ViewRow): SavedView {
  return {
    id: row.id,
    name: row.name,
    isShared: row.shared,
    isMine: row.is_mine,
    isDefault: row.is_default,
    search: row.search,
    columns: row.columns,
  };
}
