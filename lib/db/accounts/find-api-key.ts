import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

/** `last_used_at` is for people, so it is written at most once a minute per key. */
const LAST_USED_STEP_MS = 60_000;

/** A key that works: what it opens, and what people call it. */
export interface OpenedKey {
  projectId: ProjectId;
  name: string;
}

export async function findApiKey(
  keySha256: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<OpenedKey | null> {
  const key = await prisma().apiKey.findUnique({
    where: { keySha256 },
    select: { id: true, projectId: true, name: true, revokedAt: true, lastUsedAt: true },
  });
  if (!key || key.revokedAt) return null;
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > LAST_USED_STEP_MS) {
    await prisma().apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } });
  }
  return { projectId: key.projectId as ProjectId, name: key.name };
}
