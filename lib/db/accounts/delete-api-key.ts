import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

export async function deleteApiKey(
  projectId: ProjectId,
  keySha256: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await prisma().apiKey.deleteMany({ where: { projectId, keySha256 } });
}
