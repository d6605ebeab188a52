import { prisma } from '../client';

/** Those of some keys that were not revoked. */
export async function listWorkingKeys(keys: Uint8Array<ArrayBuffer>[]): Promise<Uint8Array[]> {
  const rows = await prisma().apiKey.findMany({
    where: { keySha256: { in: keys }, revokedAt: null },
    select: { keySha256: true },
  });
  return rows.map(({ keySha256 }) => keySha256);
}
