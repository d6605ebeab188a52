import type { ApiKeySummary } from '@/lib/domain/api-key';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** The keys that work, newest first. */
export async function listApiKeys(projectId: ProjectId): Promise<ApiKeySummary[]> {
  return prisma().apiKey.findMany({
    where: { projectId, revokedAt: null },
    orderBy: { createdAt: 'desc' },
    select: { id: true, name: true, prefix: true, createdAt: true, lastUsedAt: true },
  });
}
