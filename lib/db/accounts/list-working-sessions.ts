import { prisma } from '../client';

/** Those of some sessions that have not ended. */
export async function listWorkingSessions(
  tokens: Uint8Array<ArrayBuffer>[],
  now: Date,
): Promise<Uint8Array[]> {
  const rows = await prisma().session.findMany({
    where: { tokenSha256: { in: tokens }, expiresAt: { gt: now } },
    select: { tokenSha256: true },
  });
  return rows.map(({ tokenSha256 }) => tokenSha256);
}
