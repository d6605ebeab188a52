import type { ProjectId } from '@/lib/domain/project';
import { pool, prisma } from '../client';
import { SharedRead } from '../shared-read';

/** `last_used_at` is for people, so it is written at most once a minute per key. */
const LAST_USED_STEP_MS = 60_000;

/** A key that works: what it opens, and what people call it. */
export interface OpenedKey {
  /** Of the key, which is not the key. */
  id: string;
  projectId: ProjectId;
  name: string;
}

interface FoundKey {
  id: string;
  projectId: ProjectId;
  name: string;
  lastUsedAt: Date | null;
}

/** Every request of a program asks this first: said by itself it costs the process half of Prisma's. */
const FIND = `
  SELECT id, project_id AS "projectId", name, last_used_at AS "lastUsedAt" FROM runlens.api_keys
  WHERE key_sha256 = $1 AND revoked_at IS NULL`;

const finding = new SharedRead<FoundKey | null>();

export async function findApiKey(
  keySha256: Uint8Array<ArrayBuffer>,
  now: Date,
): Promise<OpenedKey | null> {
  const name = Buffer.from(keySha256).toString('base64');
  const key = await finding.ask(name, async () => {
    const { rows } = await pool().query<FoundKey>(FIND, [keySha256]);
    return rows[0] ?? null;
  });
  if (!key) return null;
  if (!key.lastUsedAt || now.getTime() - key.lastUsedAt.getTime() > LAST_USED_STEP_MS) {
    await prisma().apiKey.updateMany({ where: { id: key.id }, data: { lastUsedAt: now } });
  }
  return { id: key.id, projectId: key.projectId, name: key.name };
}
