import { randomUUID } from 'node:crypto';
import type { ProjectId } from '@/lib/domain/project';
import { prisma } from '../client';

export interface NewApiKey {
  name: string;
  /** The first characters of the key, so that people can tell keys apart. */
  prefix: string;
  keySha256: Uint8Array<ArrayBuffer>;
}

/** Stores a key; a key that is stored already stays as it is, revoked or not. */
export async function createApiKey(projectId: ProjectId, key: NewApiKey): Promise<void> {
  await prisma().apiKey.createMany({
    data: [{ id: randomUUID(), projectId, ...key }],
    skipDuplicates: true,
  });
}
