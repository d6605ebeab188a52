import { AppError } from '@/lib/domain/app-error';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Deletes a view, and that it opens for anybody by itself. Throws `not_found`. */
export async function deleteView(projectId: ProjectId, userId: string, id: string): Promise<void> {
  const { count } = await prisma().savedView.deleteMany({
    where: { id, projectId, OR: [{ shared: true }, { userId }] },
  });
  if (count === 0) throw new AppError('not_found', 'The view was deleted already');
  await prisma().defaultView.deleteMany({ where: { projectId, viewId: id } });
}
