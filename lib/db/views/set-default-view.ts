import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** Which view opens for somebody by itself; null for none. */
export async function setDefaultView(
  projectId: ProjectId,
  userId: string,
  viewId: string | null,
): Promise<void> {
  if (viewId === null) {
    await prisma().defaultView.deleteMany({ where: { projectId, userId } });
    return;
  }
  await prisma().defaultView.upsert({
    where: { projectId_userId: { projectId, userId } },
    create: { projectId, userId, viewId },
    update: { viewId },
  });
}
