import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

export async function deletePromotedPath(projectId: ProjectId, path: string): Promise<void> {
  await prisma().promotedPath.deleteMany({ where: { projectId, path } });
}
