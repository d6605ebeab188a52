import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** False when the project has no such working key. */
export async function revokeApiKey(projectId: ProjectId, id: string): Promise<boolean> {
  const { count } = await prisma().apiKey.updateMany({
    where: { projectId, id, revokedAt: null },
    data: { revokedAt: new Date() },
  });
  return count > 0;
}
