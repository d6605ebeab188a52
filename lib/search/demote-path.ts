import { deletePromotedPath } from '@/lib/db/facets/delete-promoted-path';
import type { ProjectId } from '@/lib/domain/project';

/** The path is no facet any more. */
export async function demotePath(projectId: ProjectId, path: string): Promise<void> {
  await deletePromotedPath(projectId, path);
}
